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

const START = /new Animation\(frames, img_id, slider_id, ([\d.]+),/g;
const FRAME = /frames\[\d+\] = "(data:image\/(?:png|jpeg|svg\+xml);base64,)([^"]*)"/g;
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
  for (const start of html.matchAll(START)) {
    const script = html.lastIndexOf("<script", start.index);
    const end = html.indexOf("</script>", start.index);
    if (script < done || end < 0) continue;
    const frames = framesOf(html.slice(script, end));
    if (frames.length === 0) continue;
    const before = html.slice(done, script);
    add({ kind: "html", html: before.slice(0, playerStart(before)) });
    add({ kind: "film", frames, interval: Number(start[1]) });
    done = end + "</script>".length;
  }
  add({ kind: "html", html: html.slice(done) });
  return pieces.filter((piece) => piece.kind === "film" || piece.html.trim() !== "");
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
