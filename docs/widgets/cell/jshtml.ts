/**
 * Matplotlib's player (`animation.to_jshtml()`) found in a program's HTML: its frames are read from its script
 * as data. The script never runs; `<gd-film>` plays the frames.
 */

/** A player, or the HTML before, between and behind players. */
export type Piece =
  | { readonly kind: "html"; readonly html: string }
  | {
      readonly kind: "film";
      /** Addresses of images, all of them `data:`. */
      readonly frames: readonly string[];
      /** Milliseconds from one frame to the next. */
      readonly interval: number;
    };

const START = /new Animation\(frames, img_id, slider_id, ([\d.]+),/;
const FRAME = /frames\[\d+\] = "(data:image\/(?:png|jpeg|svg\+xml);base64,)([^"]*)"/g;
const END = "</script>";
/** What Matplotlib writes before the script with the frames, from its first to its last part. */
const BEFORE = [
  '<link rel="stylesheet"',
  "function isInternetExplorer()",
  '<div class="animation">',
];

/** Return what a program's HTML consists of, in order. */
export function piecesOf(html: string): Piece[] {
  const pieces: Piece[] = [];
  let done = 0;
  const add = (piece: Piece) => pieces.push(piece);
  for (const { start, end } of scriptsIn(html)) {
    const script = html.slice(start, end);
    const call = START.exec(script);
    const frames = call ? framesOf(script) : [];
    if (frames.length === 0) continue;
    const before = html.slice(done, start);
    add({ kind: "html", html: before.slice(0, playerStart(before)) });
    add({ kind: "film", frames, interval: Number(call![1]) });
    done = end + END.length;
  }
  add({ kind: "html", html: html.slice(done) });
  return pieces.filter((piece) => piece.kind === "film" || piece.html.trim() !== "");
}

/** Yield where scripts begin and end. It only moves on, so that it reads each character once. */
function* scriptsIn(html: string): Generator<{ start: number; end: number }> {
  let place = 0;
  for (;;) {
    const start = html.indexOf("<script", place);
    const end = start < 0 ? -1 : html.indexOf(END, start);
    if (end < 0) return;
    yield { start, end };
    place = end + END.length;
  }
}

/** Return the images in a script, line breaks taken out as JavaScript would. */
const framesOf = (script: string): string[] =>
  [...script.matchAll(FRAME)]
    .map(([, type, data]) => [type!, data!.replace(/\\\n/g, "").trim()] as const)
    .filter(([, data]) => /^[A-Za-z0-9+/]+=*$/.test(data))
    .map(([type, data]) => type + data);

/** Return where in the text before its script a player begins. */
function playerStart(before: string): number {
  let start = before.length;
  for (const part of [...BEFORE].reverse()) {
    const place = before.lastIndexOf(part, start);
    if (place < 0) return start;
    start = part.startsWith("<") ? place : before.lastIndexOf("<script", place);
  }
  return start;
}
