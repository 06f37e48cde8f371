/**
 * Checks what learners wrote for exercises. The programs of each file run in a fresh interpreter, which is
 * asked for nothing but the values that a check wants to know. They are judged in another one, which never
 * runs a program: whatever a program changes in Python, it changes nothing of its judge, nor of the next
 * learner's. It can still answer with values that it has not computed; nobody can tell that from outside.
 */
import { readFindings } from "../exercise/findings.ts";
import type { Python } from "../python/client.ts";
import type { Finding } from "../python/protocol.ts";
import type { AssignedExercise } from "./exercises.ts";
import { endOf, Interpreter } from "./exercise-python.ts";
import type { Ran } from "./limited-run.ts";
import { LIMITS, type Stop } from "./limits.ts";

export type ExerciseVerdict =
  | { readonly kind: "judged"; readonly findings: readonly Finding[] }
  /** The program ended with an error, in Python's words. */
  | { readonly kind: "error"; readonly message: string }
  | { readonly kind: "stopped"; readonly why: Stop }
  /** The program took its interpreter down. */
  | { readonly kind: "broke"; readonly message: string }
  /** What came back is nothing that can be judged. */
  | { readonly kind: "unreadable" }
  /** Python did not arrive. */
  | { readonly kind: "unloaded"; readonly message: string }
  /** Not the program's fault: a cell of the notebook, or the check, fails by itself. */
  | { readonly kind: "lesson-fails"; readonly message: string };

/** What a check will ask for, and how many findings there will be. */
interface Plan {
  readonly expressions: readonly string[];
  readonly count: number;
}

/** Characters of all that is observed of a program. */
const MOST_OBSERVED = 1_000_000;
const LONGEST_MESSAGE = 300;

export class ExerciseCheck {
  readonly #judge: Interpreter;
  readonly #learner: Interpreter;

  /** @param newPython makes an interpreter that is not started yet */
  constructor(newPython: () => Python, signal: AbortSignal, limits = LIMITS) {
    this.#judge = new Interpreter(newPython(), signal, limits);
    this.#learner = new Interpreter(newPython(), signal, limits);
  }

  /** Let nothing of one learner's programs meet those of the next. */
  beginFile(): void {
    this.#learner.restart();
  }

  end(): void {
    this.#learner.restart();
    this.#judge.restart();
  }

  /** Check a program. Rejects if nobody waits for it any more. */
  async check(exercise: AssignedExercise, source: string): Promise<ExerciseVerdict> {
    const plan = await this.#planFor(exercise);
    if ("kind" in plan) return plan;
    const observed = await this.#observe(exercise, source, plan.expressions);
    if (typeof observed === "string") return this.#judged(exercise, [source, observed], plan.count);
    if (observed.kind !== "error") this.#learner.restart(); // it is no good for another program
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

  /** Run the program, and return what its interpreter says of the check's expressions. */
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
    const end = endOf(ran);
    if (end === "error" || end === "unloaded") return { kind: end, message: messageOf(ran) };
    const { observed } = (ran.outcome ?? {}) as { observed?: unknown };
    const isFine = typeof observed === "string" && observed.length <= MOST_OBSERVED;
    return isFine ? observed : { kind: "unreadable" };
  }

  async #judged(
    { page, name, check }: AssignedExercise,
    judge: readonly [source: string, observed: string],
    count: number,
  ): Promise<ExerciseVerdict> {
    const ran = await this.#judge.run({ page, cell: name, source: "", check, judge });
    const findings = ran.kind === "ended" ? readFindings(ran.outcome) : null;
    if (findings?.length === count) return { kind: "judged", findings };
    this.#judge.restart(); // to read the program, or its values, was too much for it
    return { kind: "unreadable" };
  }

  #lessonFails(ran: Ran): ExerciseVerdict {
    this.#judge.restart();
    this.#learner.restart();
    const isUnloaded = endOf(ran) === "unloaded";
    return { kind: isUnloaded ? "unloaded" : "lesson-fails", message: messageOf(ran) };
  }
}

/** What went wrong, in Python's words or the browser's; "" if there are none. */
function messageOf(ran: Ran): string {
  if (ran.kind === "stopped") return ran.why;
  if (ran.kind !== "ended") return shortened(ran.message);
  const { error, failure } = (ran.outcome ?? {}) as Partial<Record<string, unknown>>;
  const { name, message, file } = (failure ?? error ?? {}) as Partial<Record<string, unknown>>;
  const texts = [file, name, message].filter((part) => typeof part === "string" && part);
  return shortened(texts.join(": "));
}

const shortened = (text: string): string =>
  text.length <= LONGEST_MESSAGE ? text : `${text.slice(0, LONGEST_MESSAGE)}…`;
