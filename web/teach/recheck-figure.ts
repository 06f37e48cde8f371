/** Lets the very widget of a result compute it again, out of sight. */
import { keyOf } from "../widget/url-state.ts";
import { fragmentAlone, pageOf, type Host } from "../embed/embed-pages.ts";
import { numbersOf } from "../embed/share-buttons.ts";
import type { Language } from "../widget/words.ts";
import { differences, refusals, type Difference } from "./compare-results.ts";
import { FIGURE_LIMIT } from "./limits.ts";
import type { FigureResult } from "./submission.ts";

const LOOK_EVERY_MS = 100;
/** So many looks without any change, and the widget is taken to be at rest. */
const QUIET_LOOKS = 15;

export type FigureVerdict =
  /** Where it differs; nothing: it is the same. */
  | { readonly kind: "compared"; readonly found: readonly Difference[] }
  /** It did not come to rest in time. */
  | { readonly kind: "too-long" }
  /** Its page, or Python, could not be loaded. */
  | { readonly kind: "failed" };

/** Compare a result with what its widget computes. Rejects if `signal` says that nobody waits for it. */
export async function checkFigure(
  result: FigureResult,
  language: Language,
  signal: AbortSignal,
): Promise<FigureVerdict> {
  const frame = hiddenFrame();
  const page = pageOf(result.widget, language);
  page.hash = result.fragment;
  frame.src = page.href;
  let isLoaded = false;
  frame.addEventListener("load", () => (isLoaded = true));
  document.body.append(frame);
  try {
    const left = { loading: FIGURE_LIMIT * 1000, computing: FIGURE_LIMIT * 1000 };
    let before = "";
    for (let quiet = 0; left.loading > 0 && left.computing > 0;) {
      const began = performance.now();
      await moment(signal);
      const host = frame.contentDocument?.querySelector<Host>(`gd-${result.widget}`);
      const isLoading = host?.dataset["state"] === "loading"; // Python, which may come slowly
      left[isLoading ? "loading" : "computing"] -= performance.now() - began;
      if (!host && isLoaded) return { kind: "failed" };
      if (host?.dataset["ready"] === undefined) continue;
      const found = isBusy(host) ? null : compared(result, host);
      if (found?.length === 0) return { kind: "compared", found };
      if (host.dataset["state"] === "error") return { kind: "failed" };
      const now = JSON.stringify([host.link, numbersOf(host)]);
      quiet = found && now === before ? quiet + 1 : 0;
      before = now;
      if (found && quiet >= QUIET_LOOKS) return { kind: "compared", found };
    }
    return { kind: "too-long" };
  } finally {
    frame.remove();
  }
}

function hiddenFrame(): HTMLIFrameElement {
  const frame = document.createElement("iframe");
  frame.className = "gd-recomputing";
  frame.tabIndex = -1;
  frame.ariaHidden = "true";
  return frame;
}

async function moment(signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  await new Promise((done) => setTimeout(done, LOOK_EVERY_MS));
  signal.throwIfAborted();
}

/** Whether what is shown may yet change: Python is at work, or what was asked for is not there. */
const isBusy = ({ dataset }: HTMLElement): boolean =>
  ["loading", "running"].includes(dataset["state"] ?? "") || "stale" in dataset;

/** Return where the figure shows something else than was handed in, or than its fragment asks for. */
function compared({ fragment, numbers, widget }: FigureResult, host: Host): Difference[] {
  const shown = fragmentAlone(host.link, keyOf(host), widget);
  const computed = new Map(Object.entries(numbersOf(host)));
  return [...refusals(fragment, shown, widget), ...differences(numbers, computed)];
}
