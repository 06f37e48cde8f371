/**
 * A task in an address: `#descent=…&task=…&lock=lr,t`. Its text is shown above the widget, as text; the
 * controls it locks keep their values. An exercise can be assigned too: `#exercise=loop&lock=hints,solution`.
 */
import { languageAround } from "../core/language.ts";
import { SELECTOR } from "./embed-pages.ts";
import { EMBED_WORDS } from "./words.ts";

const LONGEST_TASK = 2000;

export interface Assignment {
  readonly task: string;
  readonly locked: readonly string[];
  /** The exercise that is meant, if it is one. */
  readonly exercise: string | null;
}

/** Return what a fragment assigns; null if it assigns nothing. */
export function assignmentIn(fragment: string): Assignment | null {
  const given = new Map(
    fragment
      .replace(/^#/, "")
      .split("&")
      .map((part) => {
        const end = part.indexOf("=");
        return [part.slice(0, Math.max(end, 0)), decoded(part.slice(end + 1))] as const;
      }),
  );
  const task = (given.get("task") ?? "").slice(0, LONGEST_TASK);
  const locked = (given.get("lock") ?? "").split(",").filter((name) => /^[\w-]{1,40}$/.test(name));
  const exercise = given.get("exercise") ?? null;
  return task || locked.length || exercise !== null ? { task, locked, exercise } : null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Return the part of a fragment that assigns; "" for nothing. */
export function writeAssignment({ task, locked, exercise }: Assignment): string {
  const parts = [
    exercise !== null && `exercise=${encodeURIComponent(exercise)}`,
    task && `task=${encodeURIComponent(task.slice(0, LONGEST_TASK))}`,
    locked.length > 0 && `lock=${locked.join()}`,
  ];
  return parts.filter(Boolean).join("&");
}

/** Ends when the address assigns something else, or nothing. */
let assigning = new AbortController();

/** Show what the address assigns, on the page that is shown now, instead of what it assigned before. */
export function showAssignment(): void {
  assigning.abort();
  assigning = new AbortController();
  const assignment = assignmentIn(location.hash);
  if (!assignment) return;
  const { signal } = assigning;
  const { exercise } = assignment;
  mark(document.documentElement, "", signal);
  if (exercise !== null) return showExercise(exercise, assignment, signal);
  for (const host of document.querySelectorAll<HTMLElement>(SELECTOR)) {
    show(host, assignment, signal);
  }
}

/** Set `data-assigned` until `signal` is aborted. */
function mark(element: HTMLElement, locked: string, signal: AbortSignal): void {
  element.dataset["assigned"] = locked;
  signal.addEventListener("abort", () => delete element.dataset["assigned"]);
}

function show(host: HTMLElement, { task, locked }: Assignment, signal: AbortSignal): void {
  mark(host, locked.join(" "), signal);
  if (task) host.before(taskNote(host, task, signal));
  const lock = () => {
    for (const name of locked) lockControls(host, name);
  };
  lock();
  // Some widgets draw their controls anew.
  const observer = new MutationObserver(lock);
  observer.observe(host, { childList: true, subtree: true });
  signal.addEventListener("abort", () => {
    observer.disconnect();
    for (const name of locked) unlockControls(host, name);
  });
}

function taskNote(near: Element, task: string, signal: AbortSignal): HTMLElement {
  const note = document.createElement("section");
  note.className = "gd-task";
  const title = document.createElement("h2");
  title.textContent = EMBED_WORDS[languageAround(near)].task;
  const text = document.createElement("p");
  text.textContent = task;
  note.append(title, text);
  signal.addEventListener("abort", () => note.remove());
  return note;
}

type Control = HTMLInputElement | HTMLSelectElement;

/** What locked controls were before. */
const unlocked = new WeakMap<Control, Pick<Control, "disabled" | "ariaDisabled" | "title">>();

const controlsNamed = (host: HTMLElement, name: string): NodeListOf<Control> =>
  host.querySelectorAll(`[data-field="${name}"], [data-field^="${name}-"], [data-lock="${name}"]`);

function lockControls(host: HTMLElement, name: string): void {
  for (const control of controlsNamed(host, name)) {
    if (control.ariaDisabled === "true") continue;
    const { disabled, ariaDisabled, title } = control;
    unlocked.set(control, { disabled, ariaDisabled, title });
    if ("disabled" in control) control.disabled = true;
    control.ariaDisabled = "true";
    control.title = EMBED_WORDS[languageAround(host)].locked;
  }
}

function unlockControls(host: HTMLElement, name: string): void {
  for (const control of controlsNamed(host, name)) {
    Object.assign(control, unlocked.get(control));
    unlocked.delete(control);
  }
}

function showExercise(name: string, { task, locked }: Assignment, signal: AbortSignal): void {
  const exercise = document.getElementById(`exercise-${name}`);
  if (!exercise) return;
  mark(exercise, locked.join(" "), signal);
  if (task) exercise.prepend(taskNote(exercise, task, signal));
  exercise.scrollIntoView();
}
