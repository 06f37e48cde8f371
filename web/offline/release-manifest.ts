/** The list of what was built together, `edition.json`: sitegen/release.py writes it. */

export const LIST = "edition.json";

export type ListedFile = readonly [
  /** From the site's root. */
  path: string,
  bytes: number,
  /** In hexadecimal digits. */
  sha256: string,
  /** Of a page that readers look for by name. */
  title?: string,
];

export interface Edition {
  /** Pages of one edition fit to its scripts and its Python. */
  readonly edition: string;
  /** Changes with every word. */
  readonly content: string;
  readonly files: readonly ListedFile[];
}

const SHA256 = /^[0-9a-f]{64}$/;

/** Return whether what came as the list is one: a login page is not, nor is a list of an earlier form. */
export function isEdition(value: unknown): value is Edition {
  const { edition, content, files } = (value ?? {}) as Partial<Edition>;
  if (typeof edition !== "string" || typeof content !== "string") return false;
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

/** Return the address of a file: a folder's page goes by the folder's. */
export const addressOf = (path: string, root: URL): string =>
  new URL(encodeURI(path).replace(/(^|\/)index\.html$/, "$1"), root).href;

/** Return an address without what names no other file: its query and its fragment; an `index.html` goes by its folder. */
export const plainAddress = (address: string): string =>
  address.replace(/[?#].*$/s, "").replace(/\/index\.html$/, "/");

const byAddress = new WeakMap<Edition, Map<string, ListedFile>>();

/** Return the file of an edition that lies at an address; null if none does. */
export function fileAt(edition: Edition, address: string, root: URL): ListedFile | null {
  let files = byAddress.get(edition);
  if (!files) {
    files = new Map(edition.files.map((file) => [addressOf(file[0], root), file]));
    byAddress.set(edition, files);
  }
  return files.get(plainAddress(address)) ?? null;
}

/** A hash in the name of a file, or of the folder it lies in. */
const IMMUTABLE = /\.[0-9a-f]{8,}(\.(min\.)?\w+$|\/)/;

/** Return whether what lies at a path can never change, because its name does when its content does. */
export const isImmutable = (path: string): boolean => IMMUTABLE.test(path);

/** Kinds of files that browsers take from the right type only. */
const TYPES: Readonly<Record<string, RegExp>> = {
  html: /^text\/html\b/,
  js: /^(text|application)\/(javascript|ecmascript)\b/,
  mjs: /^(text|application)\/(javascript|ecmascript)\b/,
  css: /^text\/css\b/,
  svg: /^image\/svg\+xml\b/,
};

/** Hosts differ about the type of others; but none of them is a page. */
const NO_PAGE = /^(?!text\/html\b)/;

/** Return whether a file may come with a content type (null: the host says none). */
export const isRightType = (path: string, type: string | null): boolean =>
  (TYPES[/\.(\w+)$/.exec(path)?.[1] ?? ""] ?? NO_PAGE).test((type ?? "").trim().toLowerCase());
