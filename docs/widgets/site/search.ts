/**
 * Search inside Japanese words: ネットワーク finds ニューラルネットワーク.
 *
 * The index keeps runs of kanji and of katakana whole. Each such run of a query is sent to the
 * search worker with wildcards around it, and every word must be found. This leans on the form of
 * Material's messages to its worker ({ type: 2, data: query }): a browser test watches over it.
 */
const QUERY = 2;
const RUN = /[ァ-ヺー]+|[㐀-鿿々]+/g;

interface SearchMessage {
  type: number;
  data: unknown;
}

/** Return `query` so that each Japanese run is looked for inside longer ones. */
export function insideRuns(query: string): string {
  return query.replace(RUN, " +*$&* ").replace(/\s+/g, " ").trim();
}

function isQuery(message: unknown): message is SearchMessage & { data: string } {
  const { type, data } = (message ?? {}) as Partial<SearchMessage>;
  return type === QUERY && typeof data === "string";
}

/** Let every message that is a search query look inside Japanese words. */
export function searchInsideWords(): void {
  const post = Worker.prototype.postMessage as (message: unknown, rest?: unknown) => void;
  Worker.prototype.postMessage = function (this: Worker, message: unknown, rest?: unknown) {
    const sent = isQuery(message) ? { ...message, data: insideRuns(message.data) } : message;
    post.call(this, sent, rest);
  } as typeof Worker.prototype.postMessage;
}
