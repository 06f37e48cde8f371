import { isOfComposition } from "./fields/text-input.ts";

/** The letters that widgets answer to, wherever in them the focus is. */
const ACTIONS: Readonly<Record<string, string>> = {
  k: "play",
  l: "step",
  j: "back",
  "0": "first",
  r: "reset",
};

/** Fields in which a letter is a letter. */
const TAKES_LETTERS = "select, textarea, [contenteditable], input:not([type=range])";

/** Return the action that a key stands for; null if it stands for none here. */
export function actionOfKey(event: KeyboardEvent): string | null {
  if (event.ctrlKey || event.metaKey || event.altKey || isOfComposition(event)) return null;
  if ((event.target as Element).matches(TAKES_LETTERS)) return null;
  return ACTIONS[event.key.toLowerCase()] ?? null;
}
