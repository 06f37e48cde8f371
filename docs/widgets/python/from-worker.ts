/**
 * Reads what comes from the worker. A program can get hold of the worker's port and say anything there,
 * so what has not the form that protocol.ts gives it is refused here, at the border.
 */
import type { FromWorker } from "./protocol.ts";

type Test = (value: unknown) => boolean;
type Form = Readonly<Record<string, Test>>;

const text: Test = (value) => typeof value === "string";
const number: Test = (value) => typeof value === "number" && Number.isFinite(value);
const boolean: Test = (value) => typeof value === "boolean";
const object: Test = (value) =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const texts: Test = (value) => Array.isArray(value) && value.every(text);
const anything: Test = () => true;
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

const failure = formed({ file: nullable(text), status: nullable(number), message: text });

const printed: Form = { text: texts, omitted: number };
const shown: Form = {
  text,
  svg: optional(text),
  html: optional(text),
  png: optional(text),
};

const news = oneOf(
  {
    stdout: printed,
    stderr: printed,
    result: shown,
    display: shown,
    figure: { svg: text },
    film: { frames: texts, interval: number },
    drawing: { frames: number },
    packages: { names: texts, bytes: number, total: number },
    running: {},
    asking: { prompt: text },
  },
  "kind",
);

const error = formed({ name: text, message: text, traceback: text, line: nullable(number) });

const outcome = oneOf(
  {
    done: { seconds: number },
    error: { seconds: number, error },
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
    fetching: { total: number },
    unloaded: { id: number, failure },
    answer: { id: number, facts: object, columns },
    refusal: { id: number, message: text, isMeant: boolean },
    news: { id: number, news },
    ran: { id: number, outcome },
    called: { id: number, result: anything },
  },
  "kind",
);

/** Return what a worker says, or null if no worker of ours would say it. */
export const readMessage = (said: unknown): FromWorker | null =>
  message(said) ? (said as FromWorker) : null;
