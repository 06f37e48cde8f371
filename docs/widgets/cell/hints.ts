/** A short word of advice for the errors that learners meet most. */
import type { CellError } from "../python/protocol.ts";
import type { CellWords } from "./words.ts";

type Hints = CellWords["hints"];

const quoted = (message: string): string => /'([^']*)'/.exec(message)?.[1] ?? message;

const TYPE_ERRORS: readonly [RegExp, "none" | "call" | "type"][] = [
  [/NoneType/, "none"],
  [/argument|positional|keyword/, "call"],
  [/./, "type"],
];

/** Return advice in the page's language, or null where the error speaks for itself. */
export function hintFor(
  error: CellError,
  hints: Hints,
  packages: readonly string[],
): string | null {
  const { name, message } = error;
  switch (name) {
    case "NameError":
    case "UnboundLocalError":
      return hints.name(quoted(message));
    case "IndentationError":
    case "TabError":
      return hints.indentation;
    case "SyntaxError":
      return hints.syntax;
    case "ZeroDivisionError":
      return hints.zero;
    case "ModuleNotFoundError":
      return moduleHint(quoted(message).split(".")[0]!, hints, packages);
    case "ValueError":
      if (message.includes("array is too big")) return hints.memory;
      return /broadcast|shape|matmul|dimension/.test(message) ? hints.shape : null;
    case "TypeError":
      return hints[TYPE_ERRORS.find(([sign]) => sign.test(message))?.[1] ?? "type"];
    case "AttributeError":
      return message.includes("NoneType") ? hints.none : hints.attribute;
    case "IndexError":
      return hints.index;
    case "KeyError":
      return hints.key;
    case "OverflowError":
      return message.includes("index-sized") ? hints.memory : hints.overflow;
    case "RecursionError":
      return hints.recursion;
    case "MemoryError":
    case "_ArrayMemoryError":
      return hints.memory;
    case "SystemExit":
      return hints.exit;
    default:
      return null;
  }
}

function moduleHint(module: string, hints: Hints, packages: readonly string[]): string {
  const isShipped = packages.some((name) => name.toLowerCase() === module);
  return isShipped ? hints.shippedModule(module) : hints.module(module, packages.join(", "));
}
