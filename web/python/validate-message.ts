/**
 * Validates messages from the worker. A program can get hold of the worker's port and send anything, so
 * messages without the form that protocol.ts defines are refused here.
 */
import type { Call, FromWorker } from "./protocol.ts";

type Test = (value: unknown) => boolean;
type Form = Readonly<Record<string, Test>>;

const text: Test = (value) => typeof value === "string";
const number: Test = (value) => typeof value === "number" && Number.isFinite(value);
const seconds: Test = (value) => number(value) && (value as number) >= 0;
const count: Test = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const truth: Test = (value) => typeof value === "boolean";
const object: Test = (value) =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const anything: Test = () => true;
const among =
  (...words: readonly string[]): Test =>
  (value) =>
    words.includes(value as string);
const listOf =
  (test: Test): Test =>
  (value) =>
    Array.isArray(value) && value.every(test);
const optional =
  (test: Test): Test =>
  (value) =>
    value === undefined || test(value);
const nullable =
  (test: Test): Test =>
  (value) =>
    value === null || test(value);
const formed =
  (form: Form): Test =>
  (value) =>
    object(value) &&
    Object.entries(form).every(([name, test]) => test((value as Record<string, unknown>)[name]));
const oneOf =
  (forms: Readonly<Record<string, Form>>, field: string): Test =>
  (value) => {
    const kind = object(value) ? (value as Record<string, unknown>)[field] : null;
    return typeof kind === "string" && Object.hasOwn(forms, kind) && formed(forms[kind]!)(value);
  };

const texts = listOf(text);
const failure = formed({ file: nullable(text), status: nullable(count), message: text });

const hint: Form = { id: text, arguments: texts };
const fold = formed({ start: count, end: count, frames: count, library: text });

const printed: Form = { text: texts, omitted: count, characters: count };
const place: Form = { id: optional(text), isUpdate: optional(truth) };
const shown: Form = {
  ...place,
  text,
  svg: optional(text),
  html: optional(text),
  png: optional(text),
};

const event = oneOf(
  {
    stdout: printed,
    stderr: printed,
    result: shown,
    display: shown,
    figure: { ...place, svg: text },
    animation: {
      ...place,
      frames: count,
      interval: seconds,
      repeats: truth,
      svg: optional(text),
      pictures: optional(texts),
    },
    hint,
    clear: { wait: truth },
    omitted: { items: count },
    drawing: { frames: count },
    packages: { names: texts, bytes: count, total: count },
    running: {},
    asking: { prompt: text, line: among("line", "lines", "secret") },
  },
  "kind",
);

const error = formed({
  name: text,
  message: text,
  traceback: text,
  line: nullable(count),
  hint: optional(nullable(formed(hint))),
  folds: optional(listOf(fold)),
});

const finding = formed({
  what: text,
  tested: text,
  expected: text,
  got: text,
  ok: truth,
  why: text,
});

const outcome = oneOf(
  {
    done: { seconds, findings: optional(listOf(finding)), answer: optional(number) },
    error: { seconds, error },
    unloaded: { failure },
  },
  "ended",
);

const columns: Test = (value) =>
  object(value) && Object.values(value as object).every((one) => one instanceof Float64Array);

const message = oneOf(
  {
    fetch: { name: text },
    ready: {},
    failed: { failure },
    fetching: { total: count },
    unloaded: { id: count, failure },
    answer: { id: count, facts: object, columns },
    refusal: { id: count, message: text, isMeant: truth },
    event: { id: count, event },
    outcome: { id: count, outcome },
    result: { id: count, result: anything },
  },
  "kind",
);

/** Return a message of the worker, or null if it has not the form that protocol.ts defines. */
export const readMessage = (said: unknown): FromWorker | null =>
  message(said) ? (said as FromWorker) : null;

/** For each call, whether a value has the form of its result. */
export const isCallResult: Readonly<Record<Call["name"], Test>> = {
  complete: texts,
  versions: (value) => object(value) && Object.values(value as object).every(text),
};
