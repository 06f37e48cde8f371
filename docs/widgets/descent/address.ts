/** Keeps the page's address and the state of one widget in step. */
import { isAnchor, readFragment, writeFragment, type Parameters, type State } from "./state.ts";

/** How long things must be quiet before the address follows: browsers limit how often it may change. */
const AFTER_MS = 300;

export class Address {
  #timer = 0;

  /**
   * @param key the widget's name in the address
   * @param initial what counts for all that the address leaves out
   */
  constructor(
    readonly key: string,
    readonly initial: Parameters,
  ) {}

  /** Return the state in the present address; null if it has none for this widget. */
  read(): State | null {
    return readFragment(location.hash, this.key, this.initial);
  }

  /** Return the whole address that leads to `state`. */
  of(state: State): string {
    return new URL(this.#fragment(state), location.href).href;
  }

  /** Bring the address up to `state`, soon. An address that names a place on the page is left alone. */
  follow(state: () => State): void {
    clearTimeout(this.#timer);
    const page = location.pathname;
    this.#timer = window.setTimeout(() => {
      // Instant navigation changes the address first and takes the widget off the page later.
      if (location.pathname !== page || isAnchor(location.hash)) return;
      const fragment = this.#fragment(state());
      if (fragment !== location.hash) history.replaceState(history.state, "", fragment);
    }, AFTER_MS);
  }

  end(): void {
    clearTimeout(this.#timer);
  }

  #fragment(state: State): string {
    return writeFragment(isAnchor(location.hash) ? "" : location.hash, this.key, state);
  }
}
