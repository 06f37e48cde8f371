/** Computes again what learners hand in: figures by the very widget, exercises by their check. */
import { pageOf, WIDGETS, type WidgetName } from "../embed/hosts.ts";
import { numbersOf, type Result } from "../embed/tools.ts";
import type { Python } from "../python/client.ts";
import type { Finding, Outcome } from "../python/protocol.ts";
import type { Language } from "../words.ts";
import type { AssignedExercise } from "./exercises.ts";

const PATIENCE_MS = 60_000;
const LOOK_EVERY_MS = 100;

export interface Difference {
  readonly name: string;
  readonly handedIn: string;
  readonly computed: string;
}

export const isWidget = (name: string): name is WidgetName =>
  (WIDGETS as readonly string[]).includes(name);

/** Two numbers are the same if they agree to nine digits: machines differ in the last ones. */
function isSame(a: string, b: string): boolean {
  if (a === b) return true;
  const [x, y] = [Number(a), Number(b)];
  return a !== "" && b !== "" && Math.abs(x - y) <= 1e-9 * Math.max(1, Math.abs(x), Math.abs(y));
}

/** Let the widget of a result compute it again, out of sight, and return where the numbers differ. */
export async function differences(result: Result, language: Language): Promise<Difference[]> {
  const frame = document.createElement("iframe");
  frame.className = "gd-recomputing";
  frame.tabIndex = -1;
  frame.ariaHidden = "true";
  const page = pageOf(result.widget as WidgetName, language);
  page.hash = result.fragment;
  frame.src = page.href;
  document.body.append(frame);
  try {
    const host = await settled(frame, `gd-${result.widget}`, result.numbers);
    const computed = numbersOf(host);
    return Object.keys({ ...computed, ...result.numbers })
      .filter((name) => !isSame(result.numbers[name] ?? "", computed[name] ?? ""))
      .map((name) => ({
        name,
        handedIn: result.numbers[name] ?? "",
        computed: computed[name] ?? "",
      }));
  } finally {
    frame.remove();
  }
}

/** Wait until the widget shows what the fragment says: numbers that no longer change. */
async function settled(
  frame: HTMLIFrameElement,
  selector: string,
  expected: Readonly<Record<string, string>>,
): Promise<HTMLElement> {
  const until = performance.now() + PATIENCE_MS;
  let before = "";
  let quiet = 0;
  while (performance.now() < until) {
    await new Promise((done) => setTimeout(done, LOOK_EVERY_MS));
    const host = frame.contentDocument?.querySelector<HTMLElement>(selector);
    if (host?.dataset["ready"] === undefined) continue;
    const { state } = host.dataset;
    if (state === "error") throw new Error(host.textContent ?? "");
    const isBusy = state === "loading" || state === "running" || "stale" in host.dataset;
    const now = JSON.stringify(numbersOf(host));
    const isThere = Object.entries(expected).every(([name, value]) =>
      isSame(value, host.dataset[name] ?? ""),
    );
    quiet = isBusy || now !== before ? 0 : quiet + 1;
    before = now;
    if ((isThere && !("stale" in host.dataset)) || quiet >= QUIET_LOOKS) return host;
  }
  throw new Error("it took too long");
}

/** So many looks without any change, and the widget is taken to be at rest. */
const QUIET_LOOKS = 15;

/** Run an exercise's check on what a learner wrote; null if their program ended with an error. */
export async function findings(
  exercise: AssignedExercise,
  source: string,
  python: Python,
): Promise<readonly Finding[] | null> {
  const page = `check:${exercise.page}`;
  python.forget(page);
  const run = (source: string, more: object = {}): Promise<Outcome> =>
    python.run(
      { page, cell: exercise.name, source, ...more },
      () => {},
      () => {},
    );
  for (const cell of exercise.setup) await run(cell);
  const outcome = await run(source, { alone: true, check: exercise.check });
  return outcome.ended === "done" ? (outcome.findings ?? null) : null;
}
