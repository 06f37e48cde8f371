/** What shows figures and HTML of a cell, with the sanitiser: one file, fetched when the first of them comes. */
export { htmlOutput } from "../html-output/html-frame.ts";
export { safeFilm, safeSvg } from "../html-output/inline-svg.ts";
