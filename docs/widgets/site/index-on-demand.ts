/**
 * Material fetches the index of the search, often the largest file of a visit, with the first page, and
 * starts the worker that reads it. Here both wait until a reader turns to the search. A script of its own,
 * which runs before Material's.
 */
import "./missing-scripts.ts";
import { withIndex } from "./search-index.ts";

const INDEX = /\/search\/search_index\.json$/;
const WORKER = /\/workers\/search\.[^/]+\.js$/;
const SEARCH = "[data-md-component=search], label[for=__search]";

let isWanted = new URLSearchParams(location.search).has("q"); // an address that brings its query
const waiting: (() => void)[] = [];

function whenWanted(action: () => void): void {
  if (isWanted) action();
  else waiting.push(action);
}

function want({ target }: Event): void {
  if (isWanted || !(target as Element).closest?.(SEARCH)) return;
  isWanted = true;
  for (const action of waiting.splice(0)) action();
}

addEventListener("focusin", want);
addEventListener("pointerover", want);

// --- The index ---

const addresses = new WeakMap<XMLHttpRequest, string>();
const { open, send } = XMLHttpRequest.prototype;

XMLHttpRequest.prototype.open = function (
  this: XMLHttpRequest,
  ...given: Parameters<XMLHttpRequest["open"]>
): void {
  addresses.set(this, String(given[1]));
  open.apply(this, given);
} as XMLHttpRequest["open"];

XMLHttpRequest.prototype.send = function (this: XMLHttpRequest, body): void {
  const address = addresses.get(this) ?? "";
  if (!INDEX.test(address)) return send.call(this, body);
  whenWanted(() => void withIndex(address, () => send.call(this, body)));
};

// --- The worker ---

const Now = Worker;

/** What Material uses of a worker: it is sent messages, and has some to tell. */
class LateWorker extends EventTarget {
  #worker: Worker | null = null;

  constructor(address: string | URL) {
    super();
    whenWanted(() => {
      this.#worker = new Now(address);
      this.#worker.addEventListener("message", ({ data }) =>
        this.dispatchEvent(new MessageEvent("message", { data })),
      );
    });
  }

  postMessage(message: unknown): void {
    whenWanted(() => this.#worker!.postMessage(message));
  }
}

globalThis.Worker = new Proxy(Now, {
  construct: (worker, given: ConstructorParameters<typeof Worker>) =>
    WORKER.test(String(given[0])) ? new LateWorker(given[0]) : new worker(...given),
});
