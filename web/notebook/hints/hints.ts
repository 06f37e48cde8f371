/** Hints for the errors that learners meet most. */
import type { Hint } from "../../python/protocol.ts";
import type { Advice } from "./hint-text.ts";
import type { HintId, HintWords } from "./words.ts";

/**
 * Return the text of a hint in the page's language; null if there is none.
 * @param packages names of the packages that an import loads
 */
export function hintFor(
  hint: Hint | null | undefined,
  words: HintWords,
  packages: readonly string[],
): Advice | null {
  if (!hint) return null;
  const { id, arguments: given } = hint.id === "module" ? moduleHint(hint, packages) : hint;
  const advise = Object.hasOwn(words.advice, id) ? words.advice[id as HintId] : null;
  return advise && advise.length <= given.length ? advise(...given) : null;
}

/** Return the hint for a missing module: whether importing it in the cell would have loaded it, or it does not exist. */
function moduleHint(
  { arguments: [name = "", near = ""] }: Hint,
  packages: readonly string[],
): Hint {
  const isShipped = packages.some((one) => one.toLowerCase() === name);
  if (isShipped) return { id: "shippedModule", arguments: [name] };
  return { id: "module", arguments: [name, near, packages.join(", ")] };
}
