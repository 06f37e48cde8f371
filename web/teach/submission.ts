/**
 * The files that learners hand in, read with care: anybody may have written them. What is read is as the
 * site saves it (embed/tools.ts, exercise/progress.ts); the rest is told apart, and never asked for.
 */
import { readFragment } from "../core/url-fragment.ts";
import { WIDGETS, type WidgetName } from "../embed/embed-pages.ts";
import { LARGEST_FILE } from "./limits.ts";

/** What a figure showed. */
export interface FigureResult {
  readonly kind: "figure";
  readonly widget: WidgetName;
  /** The state it was in: `#descent=loss:…`. */
  readonly fragment: string;
  readonly numbers: ReadonlyMap<string, string>;
}

/** What was written for the exercises of a notebook. */
export interface ExerciseRecord {
  readonly kind: "exercises";
  /** The notebook's page, below the root of either language: `notebooks/exercises/`. */
  readonly page: string;
  /** By the exercise's name; null where something else stands there than the site saves. */
  readonly entries: ReadonlyMap<string, Entry | null>;
}

export interface Entry {
  /** How many hints were opened. */
  readonly hints: number;
  /** Whether the solution was opened. */
  readonly seen: boolean;
  /** Null: it is as the lesson has it. */
  readonly source: string | null;
}

/** Why a file cannot be read. */
export interface Unreadable {
  readonly kind: "unreadable";
  readonly why: "too-large" | "no-json" | "other";
}

/** A result of a figure that there is not. */
export interface UnknownFigure {
  readonly kind: "unknown-figure";
  readonly widget: string;
}

export type Submission = FigureResult | ExerciseRecord | UnknownFigure | Unreadable;

const LONGEST_FRAGMENT = 4000;
const LONGEST_NAME = 100;
/** More numbers than a figure has, more exercises than a notebook. */
const MOST_ENTRIES = 100;

const PAGE = /^(?:ja|en)\/(notebooks\/[a-z0-9][a-z0-9-]{0,99})$/;
const OTHER: Unreadable = { kind: "unreadable", why: "other" };

/** Read a file. */
export async function readFile(file: Blob): Promise<Submission> {
  if (file.size > LARGEST_FILE) return { kind: "unreadable", why: "too-large" };
  try {
    return readSubmission(JSON.parse(await file.text()));
  } catch {
    return { kind: "unreadable", why: "no-json" };
  }
}

/** Read what a file holds. */
export function readSubmission(content: unknown): Submission {
  if (!isObject(content)) return OTHER;
  return content["kind"] === "gd-result" ? figureIn(content) : exercisesIn(content);
}

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Return the entries of an object, as many as there may be; null if it is none, has none, or too many. */
function entriesOf(value: unknown): [string, unknown][] | null {
  if (!isObject(value)) return null;
  const entries = Object.entries(value);
  const isFine = entries.length > 0 && entries.length <= MOST_ENTRIES;
  return isFine && entries.every(([name]) => name.length <= LONGEST_NAME) ? entries : null;
}

function figureIn({ widget, fragment, numbers }: Fields): Submission {
  if (typeof widget !== "string") return OTHER;
  const known = WIDGETS.find((name) => name === widget);
  if (!known) return { kind: "unknown-figure", widget: widget.slice(0, LONGEST_NAME) };
  const shown = entriesOf(numbers);
  const isText = (entry: [string, unknown]): entry is [string, string] =>
    typeof entry[1] === "string" && entry[1].length <= LONGEST_NAME;
  if (!shown?.every(isText) || !isStateOf(known, fragment)) return OTHER;
  return { kind: "figure", widget: known, fragment, numbers: new Map(shown) };
}

/** Return whether a fragment holds the state of one widget, and nothing else. */
function isStateOf(widget: WidgetName, fragment: unknown): fragment is string {
  if (typeof fragment !== "string" || fragment.length > LONGEST_FRAGMENT) return false;
  return /^#[^#&]+$/.test(fragment) && readFragment(fragment, widget) !== null;
}

function exercisesIn({ page, exercises }: Fields): Submission {
  const place = typeof page === "string" ? PAGE.exec(page) : null;
  const entries = entriesOf(exercises);
  if (!place || !entries) return OTHER;
  const read = entries.map(([name, entry]) => [name, entryIn(entry)] as const);
  return { kind: "exercises", page: `${place[1]!}/`, entries: new Map(read) };
}

function entryIn(value: unknown): Entry | null {
  if (!isObject(value)) return null;
  const { hints, seen, source = null } = value;
  const isCounted = typeof hints === "number" && Number.isInteger(hints) && hints >= 0;
  if (!isCounted || typeof seen !== "boolean") return null;
  return source === null || typeof source === "string" ? { hints, seen, source } : null;
}
