/**
 * Imported first: removes from a worker the APIs for storage and connections, which an opaque origin cannot
 * use. The frame's CSP forbids them anyway, but not every browser rejects the calls at once: in WebKit a
 * blocked `fetch` never settles and `caches.open` succeeds, on an origin of its own; in Firefox calls of
 * `navigator.storage` never return. Pyodide calls `importScripts` to find out whether the worker is a classic
 * one, where it could not import its script; our bundle contains that script.
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

/** Return a constructor that throws. */
const refused = (name: string) =>
  function refuse(): never {
    throw new TypeError(`There is no network here: ${name}`);
  };

for (const name of STORES) replace(self, name, undefined);
for (const name of CONNECTIONS) if (name in self) replace(self, name, refused(name));
replace(navigator, "storage", undefined);
