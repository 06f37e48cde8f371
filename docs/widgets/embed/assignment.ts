/**
 * A task in an address: `#descent=…&task=…&lock=lr,t`. Its text is shown above the widget, as text; the
 * controls it locks keep their values. An exercise can be assigned too: `#exercise=loop&lock=hints,solution`.
 */
import { languageAround } from "../language.ts";
import { SELECTOR } from "./hosts.ts";
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

/** Show what the address assigns, on the page that is shown now. */
export function showAssignment(): void {
  const assignment = assignmentIn(location.hash);
  if (!assignment) return;
  document.documentElement.dataset["assigned"] = "";
  const { exercise } = assignment;
  if (exercise !== null) showExercise(exercise, assignment);
  else for (const host of document.querySelectorAll<HTMLElement>(SELECTOR)) show(host, assignment);
}

function show(host: HTMLElement, { task, locked }: Assignment): void {
  if (host.dataset["assigned"] !== undefined) return;
  host.dataset["assigned"] = locked.join(" ");
  if (task) host.before(taskNote(host, task));
  const lock = () => {
    for (const name of locked) lockControl(host, name);
  };
  lock();
  // Some widgets draw their controls anew.
  new MutationObserver(lock).observe(host, { childList: true, subtree: true });
}

function taskNote(near: Element, task: string): HTMLElement {
  const note = document.createElement("section");
  note.className = "gd-task";
  const title = document.createElement("h2");
  title.textContent = EMBED_WORDS[languageAround(near)].task;
  const text = document.createElement("p");
  text.textContent = task;
  note.append(title, text);
  return note;
}

type Control = HTMLInputElement | HTMLSelectElement;

function lockControl(host: HTMLElement, name: string): void {
  const selector = `[data-field="${name}"], [data-field^="${name}-"], [data-lock="${name}"]`;
  for (const control of host.querySelectorAll<Control>(selector)) {
    if (control.ariaDisabled === "true") continue;
    if ("disabled" in control) control.disabled = true;
    control.ariaDisabled = "true";
    control.title = EMBED_WORDS[languageAround(host)].locked;
  }
}

function showExercise(name: string, { task, locked }: Assignment): void {
  const exercise = document.getElementById(`exercise-${name}`);
  if (!exercise || exercise.dataset["assigned"] !== undefined) return;
  exercise.dataset["assigned"] = locked.join(" ");
  if (task) exercise.prepend(taskNote(exercise, task));
  exercise.scrollIntoView();
}
