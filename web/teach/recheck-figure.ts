/** Computes a submitted result again, with the same widget in a hidden frame. */
import { keyOf } from "../widget/url-state.ts";
import { embedFragment, embedPage, type WidgetElement } from "../embed/embed-pages.ts";
import { numbersOf } from "../embed/share-buttons.ts";
import type { Language } from "../widget/words.ts";
import { differences, refusals, type Difference } from "./compare-results.ts";
import { FIGURE_SECONDS } from "./limits.ts";
import type { FigureResult } from "./submission.ts";

const POLL_MS = 100;
/** Polls without a change after which the widget is taken to have finished. */
const QUIET_POLLS = 15;

export type FigureVerdict =
  /** The differences; empty if there are none. */
  | { readonly kind: "compared"; readonly found: readonly Difference[] }
  /** The widget did not finish in time. */
  | { readonly kind: "too-long" }
  /** Its page, or Python, could not be loaded. */
  | { readonly kind: "failed" };

/** Compare a result with what its widget computes. Rejects if `signal` is aborted. */
export async function recheckFigure(
  result: FigureResult,
  language: Language,
  signal: AbortSignal,
): Promise<FigureVerdict> {
  const frame = hiddenFrame();
  const page = embedPage(result.widget, language);
  page.hash = result.fragment;
  frame.src = page.href;
  let isLoaded = false;
  frame.addEventListener("load", () => (isLoaded = true));
  document.body.append(frame);
  try {
    const left = { loading: FIGURE_SECONDS * 1000, computing: FIGURE_SECONDS * 1000 };
    let before = "";
    for (let quiet = 0; left.loading > 0 && left.computing > 0;) {
      const began = performance.now();
      await nextLook(signal);
      const host = frame.contentDocument?.querySelector<WidgetElement>(`gd-${result.widget}`);
      const isLoading = host?.dataset["state"] === "loading"; // loading Python can take long
      left[isLoading ? "loading" : "computing"] -= performance.now() - began;
      if (!host && isLoaded) return { kind: "failed" };
      if (host?.dataset["ready"] === undefined) continue;
      const found = isBusy(host) ? null : differencesFrom(result, host);
      if (found?.length === 0) return { kind: "compared", found };
      if (host.dataset["state"] === "error") return { kind: "failed" };
      const now = JSON.stringify([host.link, numbersOf(host)]);
      quiet = found && now === before ? quiet + 1 : 0;
      before = now;
      if (found && quiet >= QUIET_POLLS) return { kind: "compared", found };
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

async function nextLook(signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  await new Promise((done) => setTimeout(done, POLL_MS));
  signal.throwIfAborted();
}

/** Whether the widget is computing, or shows stale results. */
const isBusy = ({ dataset }: HTMLElement): boolean =>
  ["loading", "running"].includes(dataset["state"] ?? "") || "stale" in dataset;

/** Return the differences between a submitted result and the widget, in settings and numbers. */
function differencesFrom(
  { fragment, numbers, widget }: FigureResult,
  host: WidgetElement,
): Difference[] {
  const shown = embedFragment(host.link, keyOf(host), widget);
  const computed = new Map(Object.entries(numbersOf(host)));
  return [...refusals(fragment, shown, widget), ...differences(numbers, computed)];
}
