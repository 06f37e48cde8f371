/**
 * Queries of Japanese pages, for Material's search worker: all words of a query must be found, Japanese ones
 * also inside longer ones. ネットワーク finds ニューラルネットワーク.
 *
 * The index keeps runs of kanji and of katakana whole. Each such run of a query gets wildcards around it, and
 * one between any two kanji: the worker would take a run of them apart, and ask only for its beginning.
 */

const RUN = /[ァ-ヺー]+|[㐀-鿿々]+/g;
const KANJI = /[㐀-鿿々]/;
const WORD = /(?<=^|\s)[\p{Script=Latin}\p{N}]/gu; // its first letter, unless it begins with an operator

function inside(run: string): string {
  return KANJI.test(run) ? [...run].join("*") : run;
}

/** Return `query` so that all its words are asked for, each Japanese run also inside longer ones. */
export function everyWord(query: string): string {
  const asked = query.replace(RUN, (run) => ` +*${inside(run)}* `).replace(WORD, "+$&");
  return asked.replace(/\s+/g, " ").trim();
}
