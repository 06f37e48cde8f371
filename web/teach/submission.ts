/**
 * Parses and validates the files that learners submit, which are untrusted. Their formats are those that the
 * site saves: `Result` in embed/share-buttons.ts, and exercise/progress.ts.
 */
import { readFragment } from "../core/url-fragment.ts";
import { WIDGETS, type WidgetName } from "../embed/embed-pages.ts";
import { MAX_FILE_BYTES } from "./limits.ts";

/** A submitted result of a widget. */
export interface FigureResult {
  readonly kind: "figure";
  readonly widget: WidgetName;
  /** The state it was in: `#descent=loss:…`. */
  readonly fragment: string;
  readonly numbers: ReadonlyMap<string, string>;
}

/** The submitted programs for a notebook's exercises. */
export interface ExerciseSubmission {
  readonly kind: "exercises";
  /** The notebook's page, below the root of either language: `notebooks/exercises/`. */
  readonly page: string;
  /** By the exercise's name; null where an entry is malformed. */
  readonly entries: ReadonlyMap<string, SubmittedExercise | null>;
}

export interface SubmittedExercise {
  /** How many hints were opened. */
  readonly hints: number;
  /** Whether the solution was opened. */
  readonly seen: boolean;
  /** Null if the learner has not edited it. */
  readonly source: string | null;
}

/** Why a file cannot be read. */
export interface Unreadable {
  readonly kind: "unreadable";
  readonly why: "too-large" | "no-json" | "other";
}

/** A result of a widget that does not exist. */
export interface UnknownFigure {
  readonly kind: "unknown-figure";
  readonly widget: string;
}

export type Submission = FigureResult | ExerciseSubmission | UnknownFigure | Unreadable;

const MAX_FRAGMENT_CHARACTERS = 4000;
const MAX_NAME_CHARACTERS = 100;
/** Of numbers of a figure, or exercises of a notebook. */
const MAX_ENTRIES = 100;

const PAGE = /^(?:ja|en)\/(notebooks\/[a-z0-9][a-z0-9-]{0,99})$/;
const OTHER: Unreadable = { kind: "unreadable", why: "other" };

/** Read and parse a submitted file. */
export async function readSubmissionFile(file: Blob): Promise<Submission> {
  if (file.size > MAX_FILE_BYTES) return { kind: "unreadable", why: "too-large" };
  try {
    return parseSubmission(JSON.parse(await file.text()));
  } catch {
    return { kind: "unreadable", why: "no-json" };
  }
}

/** Validate the parsed JSON of a submitted file. */
export function parseSubmission(content: unknown): Submission {
  if (!isObject(content)) return OTHER;
  return content["kind"] === "gd-result" ? figureIn(content) : exercisesIn(content);
}

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Return the entries of an object; null if it is no object, empty or too large. */
function entriesOf(value: unknown): [string, unknown][] | null {
  if (!isObject(value)) return null;
  const entries = Object.entries(value);
  const isFine = entries.length > 0 && entries.length <= MAX_ENTRIES;
  return isFine && entries.every(([name]) => name.length <= MAX_NAME_CHARACTERS) ? entries : null;
}

function figureIn({ widget, fragment, numbers }: Fields): Submission {
  if (typeof widget !== "string") return OTHER;
  const known = WIDGETS.find((name) => name === widget);
  if (!known) return { kind: "unknown-figure", widget: widget.slice(0, MAX_NAME_CHARACTERS) };
  const shown = entriesOf(numbers);
  const isText = (entry: [string, unknown]): entry is [string, string] =>
    typeof entry[1] === "string" && entry[1].length <= MAX_NAME_CHARACTERS;
  if (!shown?.every(isText) || !isStateOf(known, fragment)) return OTHER;
  return { kind: "figure", widget: known, fragment, numbers: new Map(shown) };
}

/** Return whether a fragment is the state of one widget, and nothing else. */
function isStateOf(widget: WidgetName, fragment: unknown): fragment is string {
  if (typeof fragment !== "string" || fragment.length > MAX_FRAGMENT_CHARACTERS) return false;
  return /^#[^#&]+$/.test(fragment) && readFragment(fragment, widget) !== null;
}

function exercisesIn({ page, exercises }: Fields): Submission {
  const place = typeof page === "string" ? PAGE.exec(page) : null;
  const entries = entriesOf(exercises);
  if (!place || !entries) return OTHER;
  const read = entries.map(([name, entry]) => [name, entryIn(entry)] as const);
  return { kind: "exercises", page: `${place[1]!}/`, entries: new Map(read) };
}

function entryIn(value: unknown): SubmittedExercise | null {
  if (!isObject(value)) return null;
  const { hints, seen, source = null } = value;
  const isCounted = typeof hints === "number" && Number.isInteger(hints) && hints >= 0;
  if (!isCounted || typeof seen !== "boolean") return null;
  return source === null || typeof source === "string" ? { hints, seen, source } : null;
}
