/**
 * Keeps the page's address and the state of one widget in step. An address is never written while what it
 * asks for is awaited, nor after it was refused or failed: reloading, Back and the language menu keep it.
 */
import { assignmentIn } from "../embed/assignment.ts";
import { isAnchor, partOf, readFragment, writeFragment, type Given } from "../core/url-fragment.ts";

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

/** The widget to which an address belongs. */
export interface Addressed<State> {
  /** Return the state that is shown. */
  shown(): State;
  /** Return the state that is asked for and not shown: its run is awaited, or did not come. Null: there is none. */
  awaited(): State | null;
  /** Return whether it plays: its states are not worth an address before it comes to rest. */
  plays(): boolean;
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
  /** What the fragment said of this widget when it was last read or written. */
  #known: string | null = null;
  #isUnmet = false;
  #assigned: State | null = null;

  /** @param key the widget's name in the address */
  constructor(
    readonly key: string,
    readonly codec: Codec<State>,
    readonly widget: Addressed<State>,
  ) {}

  /** Whether the fragment asks for a state that has not been shown. */
  get isUnmet(): boolean {
    return this.#isUnmet;
  }

  /** Return the state in the present address; null if it says nothing, or nothing new, of this widget. */
  read(): State | null {
    const own = partOf(location.hash, this.key);
    const isNews = own !== null && own !== this.#known;
    this.#known = own;
    const given = readFragment(location.hash, this.key);
    const state = given && this.codec.read(given);
    if (!isAnchor(location.hash)) this.#assigned = assignmentIn(location.hash) && state;
    if (!isNews) return null;
    clearTimeout(this.#timer);
    this.#isUnmet = true;
    return state;
  }

  /** The state in which a task begins, which came with the address; null: there is no task. */
  get assigned(): State | null {
    return this.#assigned;
  }

  /** What was asked for last, by the address or by the reader, is shown: the address follows again. */
  meet(): void {
    this.release();
    this.follow();
  }

  /** The reader has chosen something else than what the address asks for: it may be written over. */
  release(): void {
    this.#isUnmet = false;
  }

  /** The whole address that leads to what is asked for; that is what is shown, unless something is awaited. */
  get link(): string {
    const state = this.widget.awaited() ?? this.widget.shown();
    return new URL(this.#fragment(state), location.href).href;
  }

  /** Bring the address up to what is shown, soon. One that names a place on the page is left alone. */
  follow(): void {
    clearTimeout(this.#timer);
    const { pathname: page, hash: before } = location;
    this.#timer = window.setTimeout(() => {
      // Instant navigation changes the address first and takes the widget off the page later.
      if (location.pathname !== page || isAnchor(location.hash)) return;
      // Whoever followed a link or typed a fragment meanwhile shall get what it says.
      if (location.hash !== before && location.hash !== written) return;
      this.#write();
    }, AFTER_MS);
  }

  end(): void {
    clearTimeout(this.#timer);
  }

  #write(): void {
    const { widget } = this;
    if (this.#isUnmet || widget.awaited() !== null || widget.plays()) return;
    const shown = widget.shown();
    if (this.#says(shown)) return;
    history.replaceState(history.state, "", this.#fragment(shown));
    written = location.hash;
    this.#known = partOf(written, this.key);
  }

  /** Return whether the address leads to `state` as it stands, in whatever words. */
  #says(state: State): boolean {
    const given = readFragment(location.hash, this.key);
    if (!given) return false;
    const { read, write } = this.codec;
    return String(write(read(given))) === String(write(state));
  }

  #fragment(state: State): string {
    const others = isAnchor(location.hash) ? "" : location.hash;
    return writeFragment(others, this.key, this.codec.write(state));
  }
}
