/**
 * Material fetches the index of the search, often the largest file of a visit, with the first page. Here
 * the request waits until a reader turns to the search. A script of its own, which runs before Material's.
 */
export {}; // a module to the type checker

const INDEX = /\/search\/search_index\.json$/;
const SEARCH = "[data-md-component=search], label[for=__search]";

let isWanted = new URLSearchParams(location.search).has("q"); // an address that brings its query
const addresses = new WeakMap<XMLHttpRequest, string>();
const waiting: (() => void)[] = [];

const { open, send } = XMLHttpRequest.prototype;

XMLHttpRequest.prototype.open = function (
  this: XMLHttpRequest,
  ...given: Parameters<XMLHttpRequest["open"]>
): void {
  addresses.set(this, String(given[1]));
  open.apply(this, given);
} as XMLHttpRequest["open"];

XMLHttpRequest.prototype.send = function (this: XMLHttpRequest, body): void {
  if (isWanted || !INDEX.test(addresses.get(this) ?? "")) send.call(this, body);
  else waiting.push(() => send.call(this, body));
};

function fetchIndex({ target }: Event): void {
  if (isWanted || !(target as Element).closest?.(SEARCH)) return;
  isWanted = true;
  for (const start of waiting.splice(0)) start();
}

addEventListener("focusin", fetchIndex);
addEventListener("pointerover", fetchIndex);
