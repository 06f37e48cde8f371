/**
 * Imported first: removes from a worker the APIs for stores and connections, of which an opaque origin has no
 * use. The policy of the frame forbids all of it anyway, but not every browser says so at once: in WebKit a
 * refused `fetch` never settles and `caches.open` succeeds, on an origin of its own; in Firefox calls of
 * `navigator.storage` never return. Pyodide calls `importScripts` to see whether the worker is a classic one,
 * which could not import its script; ours has that script in it.
 */
const STORES = ["caches", "indexedDB"] as const;
const CONNECTIONS = [
  "XMLHttpRequest",
  "WebSocket",
  "EventSource",
  "WebTransport",
  "importScripts",
] as const;

const replace = (target: object, name: string, value: unknown): void => {
  Object.defineProperty(target, name, { value, configurable: true, writable: true });
};

/** Return a constructor that says why there is nothing to construct. */
const refused = (name: string) =>
  function refuse(): never {
    throw new TypeError(`There is no network here: ${name}`);
  };

for (const name of STORES) replace(self, name, undefined);
for (const name of CONNECTIONS) if (name in self) replace(self, name, refused(name));
replace(navigator, "storage", undefined);
