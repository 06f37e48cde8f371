/** Checks submitted files one after the other; an error in one does not stop the next. */
import { errorText } from "../core/error-text.ts";
import type { Python } from "../python/client.ts";
import type { Language } from "../widget/words.ts";
import { ExerciseRecheck } from "./recheck-exercise.ts";
import { HttpError } from "../core/read-file.ts";
import { exercisesOn, type AssignedExercise } from "./exercises.ts";
import { recheckFigure } from "./recheck-figure.ts";
import { exerciseRow, figureRow, plainRow, unreadableRow, type Row } from "./result-rows.ts";
import {
  readSubmissionFile,
  type SubmittedExercise,
  type ExerciseSubmission,
  type Submission,
} from "./submission.ts";
import { TEACH_WORDS, type TeachWords } from "./words.ts";

export class SubmissionCheck {
  readonly #words: TeachWords;
  readonly #check: ExerciseRecheck;
  /** The exercises of notebooks that were needed so far, by page. */
  readonly #notebooks = new Map<string, AssignedExercise[]>();

  /**
   * @param newPython returns an interpreter that is not started
   * @param signal aborts the check
   */
  constructor(
    readonly language: Language,
    newPython: () => Python,
    readonly signal: AbortSignal,
  ) {
    this.#words = TEACH_WORDS[language];
    this.#check = new ExerciseRecheck(newPython, signal);
  }

  /** Yield the rows of a file, each as soon as it is known. Throws only if the signal is aborted. */
  async *rows(file: File): AsyncGenerator<Row> {
    try {
      yield* this.#rowsOf(await readSubmissionFile(file));
    } catch (error) {
      this.signal.throwIfAborted();
      yield plainRow(this.#words.failed, "", [errorText(error)]);
    }
  }

  end(): void {
    this.#check.end();
  }

  async *#rowsOf(submission: Submission): AsyncGenerator<Row> {
    switch (submission.kind) {
      case "unreadable":
        return yield unreadableRow(submission, this.language);
      case "unknown-figure":
        return yield plainRow(this.#words.unknown, submission.widget);
      case "figure": {
        const verdict = await recheckFigure(submission, this.language, this.signal);
        return yield figureRow(submission, verdict, this.language);
      }
      case "exercises":
        return yield* this.#exerciseRows(submission);
    }
  }

  async *#exerciseRows({ page, entries }: ExerciseSubmission): AsyncGenerator<Row> {
    const exercises = await this.#exercisesOn(page);
    if (!exercises) return yield plainRow(this.#words.unknown, page);
    this.#check.beginFile();
    for (const [name, entry] of entries) {
      const exercise = exercises.find((one) => one.name === name);
      if (!exercise) yield plainRow(this.#words.unknown, name);
      else yield await this.#exerciseRow(exercise, entry);
    }
  }

  async #exerciseRow(exercise: AssignedExercise, entry: SubmittedExercise | null): Promise<Row> {
    const { title } = exercise;
    if (!entry) return plainRow(this.#words.unreadable, title, [], "bad");
    if (!entry.source) return plainRow(this.#words.empty, title);
    const verdict = await this.#check.check(exercise, entry.source);
    return exerciseRow(title, entry, verdict, this.language);
  }

  /** Return a notebook's exercises, or null if the site has no such notebook. */
  async #exercisesOn(page: string): Promise<AssignedExercise[] | null> {
    try {
      const known = this.#notebooks.get(page) ?? (await exercisesOn(page, this.language));
      this.#notebooks.set(page, known);
      return known;
    } catch (error) {
      if (error instanceof HttpError && error.status === 404) return null;
      throw error;
    }
  }
}
