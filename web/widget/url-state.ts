/**
 * Synchronizes the URL fragment with the state of one widget. While the state that the fragment requests is
 * pending, and after it was refused or failed, the fragment is not overwritten: reload, Back and the language
 * menu then request the same state again.
 */
import { parseAssignment } from "../embed/assignment.ts";
import {
  isAnchor,
  fragmentPart,
  readFragment,
  writeFragment,
  type FragmentFields,
} from "../core/url-fragment.ts";

/** Debounces writing: browsers limit how often `history.replaceState` may be called. */
const WRITE_DELAY_MS = 300;

/** The fragment that a widget of this page wrote last. */
let lastWritten = "";

/** Serializes the state of a widget into its part of the fragment, and parses it. */
export interface Codec<State> {
  /** Return a valid state for any input. */
  read(given: FragmentFields): State;
  /** Return the fields and their values, in the order in which they are written. */
  write(state: State): readonly (readonly [field: string, value: string | number])[];
}

/** The widget whose state is written. */
export interface StateSource<State> {
  /** Return the state that is shown. */
  shown(): State;
  /** Return the requested state if its run is pending or has failed; null otherwise. */
  pending(): State | null;
  /** Return whether it is playing: the fragment is written only after playback has stopped. */
  isPlaying(): boolean;
}

/** Return the key of a widget in the fragment: its id, or its kind and number on the page. */
export function keyOf(host: HTMLElement): string {
  if (host.id) return host.id;
  const name = host.localName.replace("gd-", "");
  const nameless = [...document.querySelectorAll(`${host.localName}:not([id])`)];
  const number = nameless.indexOf(host) + 1;
  return number > 1 ? `${name}-${number}` : name;
}

export class UrlState<State> {
  #timer = 0;
  /** This widget's part of the fragment when it was last read or written. */
  #lastPart: string | null = null;
  #isWritingPaused = false;
  #assigned: State | null = null;

  /** @param key the widget's key in the fragment */
  constructor(
    readonly key: string,
    readonly codec: Codec<State>,
    readonly widget: StateSource<State>,
  ) {}

  /** Whether the fragment must not be overwritten, because the state that it requests is not shown yet. */
  get isWritingPaused(): boolean {
    return this.#isWritingPaused;
  }

  /** Return the state in the current fragment; null if this widget's part is missing or unchanged. */
  read(): State | null {
    const own = fragmentPart(location.hash, this.key);
    const isNew = own !== null && own !== this.#lastPart;
    this.#lastPart = own;
    const given = readFragment(location.hash, this.key);
    const state = given && this.codec.read(given);
    if (!isAnchor(location.hash)) this.#assigned = parseAssignment(location.hash) && state;
    if (!isNew) return null;
    clearTimeout(this.#timer);
    this.#isWritingPaused = true;
    return state;
  }

  /** The initial state of the assignment in the fragment; null if it has none. */
  get assigned(): State | null {
    return this.#assigned;
  }

  /** Call when the requested state is shown: allows writing the fragment again, and schedules a write. */
  resumeAndWrite(): void {
    this.resumeWriting();
    this.scheduleWrite();
  }

  /** Call when the reader has chosen another state than the fragment requests: allows overwriting it. */
  resumeWriting(): void {
    this.#isWritingPaused = false;
  }

  /** The URL of the pending state, or of the one that is shown. */
  get link(): string {
    const state = this.widget.pending() ?? this.widget.shown();
    return new URL(this.#fragment(state), location.href).href;
  }

  /** Write the shown state into the fragment after a short delay; an anchor of a heading is not overwritten. */
  scheduleWrite(): void {
    clearTimeout(this.#timer);
    const { pathname: page, hash: before } = location;
    this.#timer = window.setTimeout(() => {
      // Instant navigation changes the URL before it removes the widget.
      if (location.pathname !== page || isAnchor(location.hash)) return;
      // Does not overwrite a fragment the reader has just set.
      if (location.hash !== before && location.hash !== lastWritten) return;
      this.#write();
    }, WRITE_DELAY_MS);
  }

  end(): void {
    clearTimeout(this.#timer);
  }

  #write(): void {
    const { widget } = this;
    if (this.#isWritingPaused || widget.pending() !== null || widget.isPlaying()) return;
    const shown = widget.shown();
    if (this.#describes(shown)) return;
    history.replaceState(history.state, "", this.#fragment(shown));
    lastWritten = location.hash;
    this.#lastPart = fragmentPart(lastWritten, this.key);
  }

  /** Return whether the fragment already describes `state`, even if it is written differently. */
  #describes(state: State): boolean {
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
