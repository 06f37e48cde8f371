/**
 * The run that the build has made for a widget (sitegen/widgets/prerender.py): the page has its numbers, or
 * names, as `data-run`, a file that has them. A widget that a script has made has neither.
 */
import { whenNear } from "../core/on-visible.ts";
import { offerNewEdition } from "../offline/release.ts";
import { readFile } from "../core/read-file.ts";
import type { Words } from "./words.ts";

const CONTROLS = ".gd-transport, .gd-settings";

/** Call `begin` with the run, when its numbers are here, or with null if the build has made none. */
export function withPageRun<Run>(
  host: HTMLElement,
  words: Words,
  signal: AbortSignal,
  begin: (run: Run | null) => void,
): void {
  const run = host.querySelector<HTMLTemplateElement>("template[data-run]");
  const address = host.dataset["run"];
  if (run) begin(JSON.parse(run.content.textContent!) as Run);
  else if (!address) begin(null);
  else whenNear(host, () => void fetchRun(host, address, words, signal, begin), signal);
}

async function fetchRun<Run>(
  host: HTMLElement,
  address: string,
  words: Words,
  signal: AbortSignal,
  begin: (run: Run) => void,
): Promise<void> {
  let run: Run;
  try {
    run = await readFile(address, (response) => response.json() as Promise<Run>, signal);
  } catch {
    if (!signal.aborted)
      offerRetry(host, words, () => fetchRun(host, address, words, signal, begin));
    return;
  }
  if (!signal.aborted) begin(run);
}

/** Say that the numbers are not to be had; the picture stays, and a button tries again. */
function offerRetry(host: HTMLElement, words: Words, retry: () => Promise<void>): void {
  void offerNewEdition(); // what an old page needs may be gone from the server
  const trouble = document.createElement("p");
  trouble.className = "gd-trouble";
  trouble.setAttribute("role", "alert");
  trouble.textContent = words.run.missing;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "gd-text-button";
  button.textContent = words.python.retry;
  button.addEventListener(
    "click",
    () => {
      trouble.remove();
      void retry();
    },
    { once: true },
  );
  trouble.append(" ", button);
  host.querySelector(CONTROLS)!.before(trouble); // which keep their room meanwhile, unseen
}
