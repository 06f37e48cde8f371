/** Keeps the page's address and the state of one widget in step. */
import { isAnchor, readFragment, writeFragment, type Given } from "./fragment.ts";

/** How long things must be quiet before the address follows: browsers limit how often it may change. */
const AFTER_MS = 300;

/** The fragment that a widget of this page wrote last. */
let written = "";

/** How a widget's state is written into an address, and read from one. */
export interface Codec<State> {
  /** Return a valid state, whatever `given` says. */
  read(given: Given): State;
  /** Return the fields and their values, in the order in which they shall stand. */
  write(state: State): readonly (readonly [field: string, value: string | number])[];
}

/** Return the name of a widget in an address: its id, or its kind and number on the page. */
export function keyOf(host: HTMLElement): string {
  if (host.id) return host.id;
  const name = host.localName.replace("gd-", "");
  const nameless = [...document.querySelectorAll(`${host.localName}:not([id])`)];
  const number = nameless.indexOf(host) + 1;
  return number > 1 ? `${name}-${number}` : name;
}

export class Address<State> {
  #timer = 0;

  /** @param key the widget's name in the address */
  constructor(
    readonly key: string,
    readonly codec: Codec<State>,
  ) {}

  /** Return the state in the present address; null if it has none for this widget. */
  read(): State | null {
    const given = readFragment(location.hash, this.key);
    return given && this.codec.read(given);
  }

  /** Return the whole address that leads to `state`. */
  of(state: State): string {
    return new URL(this.#fragment(state), location.href).href;
  }

  /** Bring the address up to `state`, soon. An address that names a place on the page is left alone. */
  follow(state: () => State): void {
    clearTimeout(this.#timer);
    const { pathname: page, hash: before } = location;
    this.#timer = window.setTimeout(() => {
      // Instant navigation changes the address first and takes the widget off the page later.
      if (location.pathname !== page || isAnchor(location.hash)) return;
      // Whoever followed a link or typed a fragment meanwhile shall get what it says.
      if (location.hash !== before && location.hash !== written) return;
      const fragment = this.#fragment(state());
      if (fragment === location.hash) return;
      history.replaceState(history.state, "", fragment);
      written = location.hash;
    }, AFTER_MS);
  }

  end(): void {
    clearTimeout(this.#timer);
  }

  #fragment(state: State): string {
    const others = isAnchor(location.hash) ? "" : location.hash;
    return writeFragment(others, this.key, this.codec.write(state));
  }
}
