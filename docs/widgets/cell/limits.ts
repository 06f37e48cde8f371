/** How much of what a program shows a page takes: session.py keeps to such limits, but a program need not. */

/** So many results and figures one run can show; the rest is counted. */
export const MOST = 100;
/** Characters of HTML that a page reads without a pause that is felt; of longer HTML the beginning is shown. */
export const LONGEST_HTML = 1_000_000;
/** Its tags, as many as there are `<`. */
export const MOST_TAGS = 6_000;
/** Characters of HTML with a player's frames: Matplotlib makes none with more than 20 MB of pictures. */
export const LONGEST_PLAYER = 40_000_000;
/** Characters of a figure; session.py makes longer ones pictures. */
export const LONGEST_FIGURE = 1_000_000;
/** Characters of an SVG image, which may hold photographs. */
export const LONGEST_SVG = 4_000_000;
/** Elements of all the frames of an animation that are made one picture; of more, each is an image. */
export const MOST_MERGED = 20_000;
/** Characters of all the frames of an animation. */
export const LONGEST_FILM = 20_000_000;
/** Frames of one output's animations. */
export const MOST_FRAMES = 3_000;

/** Return whether an animation has too many frames for a page, or too long ones. */
export function isTooLongFilm(frames: readonly string[]): boolean {
  const lengths = frames.map((frame) => frame.length);
  const total = lengths.reduce((sum, length) => sum + length, 0);
  return (
    frames.length > MOST_FRAMES ||
    total > LONGEST_FILM ||
    lengths.some((length) => length > LONGEST_FIGURE)
  );
}
