/**
 * Search, on Japanese pages, for all words of a query, and inside Japanese ones: ネットワーク finds ニューラルネットワーク.
 *
 * The index keeps runs of kanji and of katakana whole. Each such run of a query is sent to the
 * search worker with wildcards around it, and one between any two kanji: Material's worker would
 * take a run of them apart, and ask only for its beginning. Every word must be found, but for Japanese
 * particles. This leans on the form of Material's messages to its worker ({ type: 2, data: query }): a
 * browser test watches over it.
 */
import { isOfComposition } from "../typing.ts";

const QUERY = 2;
const RUN = /[ァ-ヺー]+|[㐀-鿿々]+/g;
const KANJI = /[㐀-鿿々]/;
const WORD = /(?<=^|\s)[\p{Script=Latin}\p{N}]/gu; // its first letter, unless it begins with an operator

interface SearchMessage {
  type: number;
  data: unknown;
}

function inside(run: string): string {
  return KANJI.test(run) ? [...run].join("*") : run;
}

/** Return `query` so that all its words are asked for, each Japanese run also inside longer ones. */
export function everyWord(query: string): string {
  const asked = query.replace(RUN, (run) => ` +*${inside(run)}* `).replace(WORD, "+$&");
  return asked.replace(/\s+/g, " ").trim();
}

function isQuery(message: unknown): message is SearchMessage & { data: string } {
  const { type, data } = (message ?? {}) as Partial<SearchMessage>;
  return type === QUERY && typeof data === "string";
}

/** Let every message that is a search query ask for all its words. */
export function searchInsideWords(): void {
  const post = Worker.prototype.postMessage as (message: unknown, rest?: unknown) => void;
  Worker.prototype.postMessage = function (this: Worker, message: unknown, rest?: unknown) {
    const sent = isQuery(message) ? { ...message, data: everyWord(message.data) } : message;
    post.call(this, sent, rest);
  } as typeof Worker.prototype.postMessage;
}

/** Search also for words that come without a key: dictated, pasted, dragged there. Material waits for keys. */
export function searchWithoutKeys(): void {
  const search = (event: Event): void => {
    const { target } = event;
    if (!(target instanceof HTMLInputElement) || !target.matches(".md-search__input")) return;
    if (event.type === "input" && isOfComposition(event)) return;
    target.dispatchEvent(new Event("keyup"));
  };
  for (const name of ["input", "compositionend"]) addEventListener(name, search);
}
