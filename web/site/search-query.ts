/**
 * Rewrites queries of Japanese pages for Material's search worker: all words are required, and Japanese ones also
 * match inside longer words. ネットワーク finds ニューラルネットワーク.
 *
 * The index has runs of kanji and of katakana as single terms. Each such run of a query gets wildcards around it,
 * and one between any two kanji: else the worker splits the run and searches for its first part only.
 */

const RUN = /[ァ-ヺー]+|[㐀-鿿々]+/g;
const KANJI = /[㐀-鿿々]/;
const WORD = /(?<=^|\s)[\p{Script=Latin}\p{N}]/gu; // its first letter, unless it begins with an operator

function withWildcards(run: string): string {
  return KANJI.test(run) ? [...run].join("*") : run;
}

/** Return `query` with all words required, and each run of Japanese characters with wildcards. */
export function requireAllWords(query: string): string {
  const asked = query.replace(RUN, (run) => ` +*${withWildcards(run)}* `).replace(WORD, "+$&");
  return asked.replace(/\s+/g, " ").trim();
}
