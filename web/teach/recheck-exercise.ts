/**
 * Checks learners' programs for exercises. The programs of each file run in a fresh interpreter, which only
 * reports the values that a check asks for. Another interpreter, which never runs a program, checks them: no
 * program can change its own check or the next learner's. A program can still report values that it has not
 * computed.
 */
import { parseFindings } from "../exercise/findings.ts";
import type { Python } from "../python/client.ts";
import type { Finding } from "../python/protocol.ts";
import type { AssignedExercise } from "./exercises.ts";
import { endingOf, ExercisePython } from "./exercise-python.ts";
import type { RunResult } from "./limited-run.ts";
import { LIMITS, type Stop } from "./limits.ts";

export type ExerciseVerdict =
  | { readonly kind: "judged"; readonly findings: readonly Finding[] }
  /** The program ended with an error, in Python's words. */
  | { readonly kind: "error"; readonly message: string }
  | { readonly kind: "stopped"; readonly why: Stop }
  /** The interpreter crashed. */
  | { readonly kind: "broke"; readonly message: string }
  /** The reported values are malformed or too long. */
  | { readonly kind: "unreadable" }
  /** Python could not be loaded. */
  | { readonly kind: "unloaded"; readonly message: string }
  /** A cell of the notebook, or the check itself, fails. */
  | { readonly kind: "lesson-fails"; readonly message: string };

/** The expressions that a check observes, and the number of its findings. */
interface Plan {
  readonly expressions: readonly string[];
  readonly count: number;
}

/** Of all observed values of a program. */
const MAX_OBSERVED_CHARACTERS = 1_000_000;
const MAX_MESSAGE_CHARACTERS = 300;

export class ExerciseRecheck {
  readonly #judge: ExercisePython;
  readonly #learner: ExercisePython;

  /** @param newPython returns an interpreter that is not started */
  constructor(newPython: () => Python, signal: AbortSignal, limits = LIMITS) {
    this.#judge = new ExercisePython(newPython(), signal, limits);
    this.#learner = new ExercisePython(newPython(), signal, limits);
  }

  /** Restart the interpreter for programs: those of one file must not affect the next. */
  beginFile(): void {
    this.#learner.restart();
  }

  end(): void {
    this.#learner.restart();
    this.#judge.restart();
  }

  /** Check a program. Rejects if the signal is aborted. */
  async check(exercise: AssignedExercise, source: string): Promise<ExerciseVerdict> {
    const plan = await this.#planFor(exercise);
    if ("kind" in plan) return plan;
    const observed = await this.#observe(exercise, source, plan.expressions);
    if (typeof observed === "string") return this.#judged(exercise, [source, observed], plan.count);
    if (observed.kind !== "error") this.#learner.restart(); // its state is unknown
    return observed;
  }

  async #planFor(exercise: AssignedExercise): Promise<Plan | ExerciseVerdict> {
    const { page, name, check } = exercise;
    const failed = await this.#judge.prepare(exercise);
    if (failed) return this.#lessonFails(failed);
    const ran = await this.#judge.run({ page, cell: name, source: "", check, plan: true });
    const plan = ran.kind === "ended" && (ran.outcome as { plan?: Plan } | null)?.plan;
    return plan && plan.count > 0 ? plan : this.#lessonFails(ran);
  }

  /** Run the program, and return the values of the check's expressions, as JSON. */
  async #observe(
    exercise: AssignedExercise,
    source: string,
    observe: readonly string[],
  ): Promise<string | ExerciseVerdict> {
    const { page, name } = exercise;
    const failed = await this.#learner.prepare(exercise);
    if (failed) return this.#lessonFails(failed);
    const ran = await this.#learner.run({ page, cell: name, source, alone: true, observe });
    if (ran.kind !== "ended") return ran;
    const end = endingOf(ran);
    if (end === "error" || end === "unloaded") return { kind: end, message: messageOf(ran) };
    const { observed } = (ran.outcome ?? {}) as { observed?: unknown };
    const isFine = typeof observed === "string" && observed.length <= MAX_OBSERVED_CHARACTERS;
    return isFine ? observed : { kind: "unreadable" };
  }

  async #judged(
    { page, name, check }: AssignedExercise,
    judge: readonly [source: string, observed: string],
    count: number,
  ): Promise<ExerciseVerdict> {
    const ran = await this.#judge.run({ page, cell: name, source: "", check, judge });
    const findings = ran.kind === "ended" ? parseFindings(ran.outcome) : null;
    if (findings?.length === count) return { kind: "judged", findings };
    this.#judge.restart(); // parsing the program or its values may have exhausted it
    return { kind: "unreadable" };
  }

  #lessonFails(ran: RunResult): ExerciseVerdict {
    this.#judge.restart();
    this.#learner.restart();
    const isUnloaded = endingOf(ran) === "unloaded";
    return { kind: isUnloaded ? "unloaded" : "lesson-fails", message: messageOf(ran) };
  }
}

/** Return the error message of a run, from Python or the browser; "" if there is none. */
function messageOf(ran: RunResult): string {
  if (ran.kind === "stopped") return ran.why;
  if (ran.kind !== "ended") return shortened(ran.message);
  const { error, failure } = (ran.outcome ?? {}) as Partial<Record<string, unknown>>;
  const { name, message, file } = (failure ?? error ?? {}) as Partial<Record<string, unknown>>;
  const texts = [file, name, message].filter((part) => typeof part === "string" && part);
  return shortened(texts.join(": "));
}

const shortened = (text: string): string =>
  text.length <= MAX_MESSAGE_CHARACTERS ? text : `${text.slice(0, MAX_MESSAGE_CHARACTERS)}…`;
