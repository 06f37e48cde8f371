/** What a reader has chosen, and how it is written into an address: `#descent=loss:huber,t:-5,lr:0.1,…`. */
import type { LossName } from "../words.ts";

export interface Parameters {
  readonly loss: LossName;
  /** Where the run starts. */
  readonly t: number;
  readonly lr: number;
  readonly steps: number;
}

export interface State extends Parameters {
  /** The iteration that is shown. */
  readonly n: number;
}

/** gdlib.LANDSCAPES; a test compares them. */
export const LOSSES: readonly LossName[] = [
  "squared_error",
  "absolute_error",
  "huber",
  "double_well",
  "wavy",
];

/** What the fields accept; `lr` also excludes its lower end. */
export const LIMITS = { t: [-1000, 1000], lr: [0, 10], steps: [1, 1000] } as const;

type Field = keyof State;
const FIELDS: readonly Field[] = ["loss", "t", "lr", "steps", "n"];

const isLoss = (text: string): text is LossName => (LOSSES as readonly string[]).includes(text);

/** Return whether a number may stand in a field. */
export function isAllowed(field: keyof typeof LIMITS, value: number): boolean {
  const [low, high] = LIMITS[field];
  if (field === "steps" && !Number.isInteger(value)) return false;
  return Number.isFinite(value) && value <= high && (field === "lr" ? value > low : value >= low);
}

/** Return the part of a fragment that belongs to the widget called `key`; null if there is none. */
function stateText(fragment: string, key: string): string | null {
  const parts = fragment.replace(/^#/, "").split("&");
  const own = parts.find((part) => part.startsWith(`${encodeURIComponent(key)}=`));
  return own === undefined ? null : own.slice(own.indexOf("=") + 1);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A number as this module writes it: nothing that `Number` alone would let pass, such as an empty text. */
const numberIn = (text: string | undefined): number =>
  text !== undefined && /^-?\d+(\.\d+)?(e-?\d+)?$/.test(text) ? Number(text) : NaN;

/**
 * Return the state that a fragment gives to the widget called `key`; null if it says nothing about it.
 * Whatever the fragment holds, the state is valid: what cannot be used is taken from `initial`.
 */
export function readFragment(fragment: string, key: string, initial: Parameters): State | null {
  const text = stateText(fragment, key);
  if (text === null) return null;
  const pairs = decoded(text)
    .split(",")
    .map((pair) => pair.split(":", 2));
  const given = new Map(pairs.map(([name, value]) => [name, value]));
  const number = (field: keyof typeof LIMITS): number => {
    const value = numberIn(given.get(field));
    return isAllowed(field, value) ? value : initial[field];
  };
  const loss = given.get("loss") ?? "";
  const steps = number("steps");
  const n = numberIn(given.get("n"));
  return {
    loss: isLoss(loss) ? loss : initial.loss,
    t: number("t"),
    lr: number("lr"),
    steps,
    n: Number.isInteger(n) && n >= 0 && n <= steps ? n : 0,
  };
}

/** Return a fragment (with `#`) that gives `state` to the widget called `key` and leaves other widgets' alone. */
export function writeFragment(fragment: string, key: string, state: State): string {
  const others = fragment
    .replace(/^#/, "")
    .split("&")
    .filter((part) => part.includes("=") && !part.startsWith(`${encodeURIComponent(key)}=`));
  const own = FIELDS.map((field) => `${field}:${state[field]}`).join(",");
  return `#${[...others, `${encodeURIComponent(key)}=${own}`].join("&")}`;
}

/** Return whether a fragment is a place on the page (or nothing), rather than a widget's state. */
export const isAnchor = (fragment: string): boolean =>
  fragment.length > 1 && !fragment.includes("=");

/** Return whether two choices lead to the same run. */
export const isSameRun = (a: Parameters, b: Parameters): boolean =>
  a.loss === b.loss && a.t === b.t && a.lr === b.lr && a.steps === b.steps;
