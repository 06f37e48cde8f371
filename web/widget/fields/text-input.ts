/**
 * Handles typing into text fields, including composition with an input method editor (IME), as for Japanese.
 *
 * During a composition the text is unfinished: nothing reads or overwrites it, arrow keys choose among
 * candidates, and Enter confirms one. Chromium and Firefox fire `input` during a composition; the text is read
 * only at `compositionend`.
 */

/** The `keyCode` of a key that an input method handles. Safari sends it after `compositionend`. */
const COMPOSITION_KEY_CODE = 229;

const TEXT_FIELDS = "input[type=text], input:not([type]), textarea";

export type TextField = HTMLInputElement | HTMLTextAreaElement;

/** The fields being edited; only one has the focus at a time. */
let typedIn: EventTarget | null = null;
let composedIn: EventTarget | null = null;

export interface Typing {
  /** The text of a field has changed. */
  changed?(field: TextField): void;
  /** The reader has left a field whose text was changed, or has pressed Enter in it. */
  done?(field: TextField): void;
}

/** Return whether an input method composes in `field`. */
const isComposed = (field: EventTarget | null): boolean => field !== null && field === composedIn;

/** Return whether the reader is editing `field`: scripts must not overwrite its text. */
export const isBeingTyped = (field: Element): boolean => field === typedIn || isComposed(field);

/** Return whether an event of a field, or of its form, belongs to a composition. */
export function isOfComposition(event: Event): boolean {
  const { isComposing, keyCode } = event as Partial<KeyboardEvent>;
  if (isComposing === true || keyCode === COMPOSITION_KEY_CODE) return true;
  return composedIn instanceof Node && event.target instanceof Node
    ? event.target.contains(composedIn)
    : false;
}

const textField = ({ target }: Event): TextField | null =>
  target instanceof Element && target.matches(TEXT_FIELDS) ? (target as TextField) : null;

/** Listen to typing in the text fields of `host` until `signal` is aborted. */
export function listenToTyping(host: HTMLElement, typing: Typing, signal: AbortSignal): void {
  const listen = (name: string, action: (field: TextField, event: Event) => void): void =>
    host.addEventListener(
      name,
      (event) => {
        const field = textField(event);
        if (field) action(field, event);
      },
      { signal },
    );
  const changed = (field: TextField): void => {
    typedIn = field;
    typing.changed?.(field);
  };
  const done = (field: TextField): void => {
    if (isComposed(field)) return;
    if (field === typedIn) typedIn = null;
    typing.done?.(field);
  };
  listen("compositionstart", (field) => (composedIn = field));
  listen("compositionend", (field) => {
    composedIn = null;
    changed(field);
  });
  listen("input", (field, event) => {
    if (!isOfComposition(event)) changed(field);
  });
  listen("change", done);
  listen("focusout", (field) => {
    if (field === typedIn) done(field);
  });
  // Back, Forward or a typed URL replaces what is being typed.
  addEventListener("hashchange", () => (typedIn = null), { signal });
}

/** Call `send` when `form` is submitted, except by the Enter key that ends a composition. */
export function listenToSubmit(
  form: HTMLElement,
  send: (event: SubmitEvent) => void,
  signal: AbortSignal,
): void {
  listenToTyping(form, {}, signal);
  form.addEventListener(
    "keydown",
    (event) => {
      if (event.key === "Enter" && isOfComposition(event)) event.preventDefault();
    },
    { signal },
  );
  form.addEventListener(
    "submit",
    (event) => {
      event.preventDefault();
      if (!isOfComposition(event)) send(event);
    },
    { signal },
  );
}
