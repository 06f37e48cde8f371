/**
 * Assignments: a task in the URL's fragment, `#descent=…&task=…&lock=lr,t`. Its text is shown above the widget,
 * and the locked controls are disabled. An exercise can be assigned too: `#exercise=loop&lock=hints,solution`.
 */
import { languageAround } from "../core/language.ts";
import { WIDGET_SELECTOR } from "./embed-pages.ts";
import { EMBED_WORDS } from "./words.ts";

const MAX_TASK_CHARACTERS = 2000;

export interface Assignment {
  readonly task: string;
  readonly locked: readonly string[];
  /** The name of an assigned exercise; null for a widget. */
  readonly exercise: string | null;
}

/** Return the assignment in a fragment; null if there is none. */
export function parseAssignment(fragment: string): Assignment | null {
  const given = new Map(
    fragment
      .replace(/^#/, "")
      .split("&")
      .map((part) => {
        const end = part.indexOf("=");
        return [part.slice(0, Math.max(end, 0)), decoded(part.slice(end + 1))] as const;
      }),
  );
  const task = (given.get("task") ?? "").slice(0, MAX_TASK_CHARACTERS);
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

/** Return the assignment as part of a fragment; "" if it is empty. */
export function writeAssignment({ task, locked, exercise }: Assignment): string {
  const parts = [
    exercise !== null && `exercise=${encodeURIComponent(exercise)}`,
    task && `task=${encodeURIComponent(task.slice(0, MAX_TASK_CHARACTERS))}`,
    locked.length > 0 && `lock=${locked.join()}`,
  ];
  return parts.filter(Boolean).join("&");
}

/** Aborted when the fragment changes: removes the present assignment. */
let assigning = new AbortController();

/** Show the assignment in the fragment on the present page, in place of the one before. */
export function showAssignment(): void {
  assigning.abort();
  assigning = new AbortController();
  const assignment = parseAssignment(location.hash);
  if (!assignment) return;
  const { signal } = assigning;
  const { exercise } = assignment;
  markAssigned(document.documentElement, "", signal);
  if (exercise !== null) return showExercise(exercise, assignment, signal);
  for (const host of document.querySelectorAll<HTMLElement>(WIDGET_SELECTOR)) {
    show(host, assignment, signal);
  }
}

/** Set `data-assigned` until `signal` is aborted. */
function markAssigned(element: HTMLElement, locked: string, signal: AbortSignal): void {
  element.dataset["assigned"] = locked;
  signal.addEventListener("abort", () => delete element.dataset["assigned"]);
}

function show(host: HTMLElement, { task, locked }: Assignment, signal: AbortSignal): void {
  markAssigned(host, locked.join(" "), signal);
  if (task) host.before(taskNote(host, task, signal));
  const lock = () => {
    for (const name of locked) lockControls(host, name);
  };
  lock();
  // Some widgets render their controls again.
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

/** The attributes of locked controls before they were locked. */
const attributesBefore = new WeakMap<
  Control,
  Pick<Control, "disabled" | "ariaDisabled" | "title">
>();

const controlsNamed = (host: HTMLElement, name: string): NodeListOf<Control> =>
  host.querySelectorAll(`[data-field="${name}"], [data-field^="${name}-"], [data-lock="${name}"]`);

function lockControls(host: HTMLElement, name: string): void {
  for (const control of controlsNamed(host, name)) {
    if (control.ariaDisabled === "true") continue;
    const { disabled, ariaDisabled, title } = control;
    attributesBefore.set(control, { disabled, ariaDisabled, title });
    if ("disabled" in control) control.disabled = true;
    control.ariaDisabled = "true";
    control.title = EMBED_WORDS[languageAround(host)].locked;
  }
}

function unlockControls(host: HTMLElement, name: string): void {
  for (const control of controlsNamed(host, name)) {
    Object.assign(control, attributesBefore.get(control));
    attributesBefore.delete(control);
  }
}

function showExercise(name: string, { task, locked }: Assignment, signal: AbortSignal): void {
  const exercise = document.getElementById(`exercise-${name}`);
  if (!exercise) return;
  markAssigned(exercise, locked.join(" "), signal);
  if (task) exercise.prepend(taskNote(exercise, task, signal));
  exercise.scrollIntoView();
}
