/**
 * The manifest of a release: every file that was built together, with size and SHA-256. sitegen/release.py
 * writes it.
 *
 * The file's name and its field `edition` are older than the word "release" and stay: service workers of
 * earlier builds ask for them, and find their cached files through them.
 */
export const MANIFEST = "edition.json";

export type ListedFile = readonly [
  /** From the site's root. */
  path: string,
  bytes: number,
  /** In hexadecimal digits. */
  sha256: string,
  /** Of a page for readers (no embed page): the offline page lists it. */
  title?: string,
];

export interface ReleaseManifest {
  /** The release: a hash of the names of scripts, styles and Python files; each page has it too, as `gd-release`. */
  readonly edition: string;
  /** A hash of all files; changes with every word of a page. */
  readonly content: string;
  readonly files: readonly ListedFile[];
}

const SHA256 = /^[0-9a-f]{64}$/;

/** Return whether parsed JSON is a manifest, rather than one in the format of earlier builds or something else. */
export function isReleaseManifest(value: unknown): value is ReleaseManifest {
  const { edition: release, content, files } = (value ?? {}) as Partial<ReleaseManifest>;
  if (typeof release !== "string" || typeof content !== "string") return false;
  return Array.isArray(files) && files.length > 0 && files.every(isListed);
}

function isListed(file: unknown): file is ListedFile {
  if (!Array.isArray(file)) return false;
  const [path, bytes, sha256, title] = file as unknown[];
  const isNamed = typeof path === "string" && (title === undefined || typeof title === "string");
  return isNamed && Number.isInteger(bytes) && typeof sha256 === "string" && SHA256.test(sha256);
}

export const sizeOf = (files: readonly ListedFile[]): number =>
  files.reduce((sum, [, bytes]) => sum + bytes, 0);

/** Return the URL of a file; of an `index.html`, its folder's. */
export const addressOf = (path: string, root: URL): string =>
  new URL(encodeURI(path).replace(/(^|\/)index\.html$/, "$1"), root).href;

/** Return a URL without query and fragment, and with the folder's URL for its `index.html`. */
export const plainAddress = (address: string): string =>
  address.replace(/[?#].*$/s, "").replace(/\/index\.html$/, "/");

const byAddress = new WeakMap<ReleaseManifest, Map<string, ListedFile>>();

/** Return the manifest's entry for a URL; null if it lists none. */
export function fileAt(manifest: ReleaseManifest, address: string, root: URL): ListedFile | null {
  let files = byAddress.get(manifest);
  if (!files) {
    files = new Map(manifest.files.map((file) => [addressOf(file[0], root), file]));
    byAddress.set(manifest, files);
  }
  return files.get(plainAddress(address)) ?? null;
}

/** A content hash in the name of a file, or of one of its folders. */
const IMMUTABLE = /\.[0-9a-f]{8,}(\.(min\.)?\w+$|\/)/;

/** Return whether a path contains a content hash, so that the file at it never changes. */
export const isImmutable = (path: string): boolean => IMMUTABLE.test(path);

/** The content types that browsers require, by file extension. */
const REQUIRED_TYPES: Readonly<Record<string, RegExp>> = {
  html: /^text\/html\b/,
  js: /^(text|application)\/(javascript|ecmascript)\b/,
  mjs: /^(text|application)\/(javascript|ecmascript)\b/,
  css: /^text\/css\b/,
  svg: /^image\/svg\+xml\b/,
};

/** Hosts send different types for other files, but text/html only for a login or error page. */
const NOT_HTML = /^(?!text\/html\b)/;

/** Return whether a content type is acceptable for a file (null: no Content-Type header). */
export const isRightType = (path: string, type: string | null): boolean =>
  (REQUIRED_TYPES[/\.(\w+)$/.exec(path)?.[1] ?? ""] ?? NOT_HTML).test(
    (type ?? "").trim().toLowerCase(),
  );
