import { isOfComposition } from "./fields/text-input.ts";

/** Keyboard shortcuts that work wherever the focus is in a widget. */
const ACTIONS: Readonly<Record<string, string>> = {
  k: "play",
  l: "step",
  j: "back",
  "0": "first",
  r: "reset",
};

/** Elements that use letter keys themselves. */
const TAKES_LETTERS = "select, textarea, [contenteditable], input:not([type=range])";

/** Return the action of a keyboard shortcut; null if the key is none, or the focused element uses it. */
export function actionOfKey(event: KeyboardEvent): string | null {
  if (event.ctrlKey || event.metaKey || event.altKey || isOfComposition(event)) return null;
  if ((event.target as Element).matches(TAKES_LETTERS)) return null;
  return ACTIONS[event.key.toLowerCase()] ?? null;
}
