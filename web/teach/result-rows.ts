/** The rows of the teacher's table of results. */
import { findingText } from "../exercise/element.ts";
import { isPassed } from "../exercise/findings.ts";
import { EXERCISE_WORDS } from "../exercise/words.ts";
import { html, type Markup } from "../core/markup.ts";
import type { Language } from "../widget/words.ts";
import type { ExerciseVerdict } from "./recheck-exercise.ts";
import type { FigureVerdict } from "./recheck-figure.ts";
import type { SubmittedExercise, FigureResult, Unreadable } from "./submission.ts";
import { TEACH_WORDS } from "./words.ts";

export interface Row {
  readonly item: string;
  readonly mood: "good" | "bad" | "middling";
  readonly outcome: string;
  readonly details: readonly string[];
}

export const rowView = (file: string, { item, mood, outcome, details }: Row): Markup =>
  html`<tr data-mood="${mood}">
    <td><bdi>${file}</bdi></td>
    <td><bdi>${item}</bdi></td>
    <td><strong>${outcome}</strong></td>
    <td>${details.map((line) => html`<div>${line}</div>`)}</td>
  </tr>`;

/** Return a row without findings. */
export const plainRow = (
  outcome: string,
  item = "",
  details: readonly string[] = [],
  mood: Row["mood"] = "middling",
): Row => ({ item, mood, outcome, details });

export function unreadableRow({ why }: Unreadable, language: Language): Row {
  const { unreadable, tooLarge } = TEACH_WORDS[language];
  return plainRow(why === "too-large" ? tooLarge : unreadable, "", [], "bad");
}

export function figureRow(
  { widget, numbers }: FigureResult,
  verdict: FigureVerdict,
  language: Language,
): Row {
  const words = TEACH_WORDS[language];
  const item = words.widgets[widget];
  if (verdict.kind === "too-long") return plainRow(words.failed, item, [words.figureTooLong]);
  if (verdict.kind === "failed") return plainRow(words.failed, item, [words.unloaded("")]);
  const { found } = verdict;
  if (found.length > 0) {
    const details = found.map((one) => words.difference(one.name, one.handedIn, one.computed));
    return plainRow(words.different, item, details, "bad");
  }
  const details = [...numbers].map(([name, value]) => `${name} = ${value}`);
  return plainRow(words.same, item, details, "good");
}

export function exerciseRow(
  item: string,
  { hints, seen }: SubmittedExercise,
  verdict: ExerciseVerdict,
  language: Language,
): Row {
  const words = TEACH_WORDS[language];
  const help = hints > 0 || seen ? [words.hintsUsed(String(hints), seen)] : [];
  const row = (mood: Row["mood"], outcome: string, details: readonly string[]): Row =>
    plainRow(outcome, item, [...details, ...help], mood);
  const notPassed = (detail: string): Row => row("bad", words.notPassed, [detail]);
  switch (verdict.kind) {
    case "judged": {
      const { findings } = verdict;
      if (isPassed(findings)) return row("good", words.passed, []);
      const wrong = findings.filter(({ ok }) => !ok);
      const said = wrong.map((finding) => findingText(finding, EXERCISE_WORDS[language]));
      return row("bad", words.notPassed, said);
    }
    case "error":
      return notPassed(words.programError(verdict.message));
    case "stopped":
      return notPassed(words.stopped[verdict.why]);
    case "broke":
      return notPassed(words.broke(verdict.message));
    case "unreadable":
      return notPassed(words.noValues);
    case "unloaded":
      return row("middling", words.failed, [words.unloaded(verdict.message)]);
    case "lesson-fails":
      return row("middling", words.failed, [words.lessonFails(verdict.message)]);
  }
}
