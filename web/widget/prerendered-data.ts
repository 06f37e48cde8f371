/**
 * The run that the build has computed for a widget (sitegen/widgets/prerender.py): its numbers are in a
 * `<template data-run>`, or in the file that the attribute `data-run` names. A widget created by a script has neither.
 */
import { onVisible } from "../core/on-visible.ts";
import { offerNewRelease } from "../offline/release.ts";
import { readFile } from "../core/read-file.ts";
import type { Words } from "./words.ts";

const CONTROLS = ".gd-transport, .gd-settings";

/** Call `begin` with the prerendered run once it is loaded, or with null if there is none. */
export function withPrerenderedRun<Run>(
  host: HTMLElement,
  words: Words,
  signal: AbortSignal,
  begin: (run: Run | null) => void,
): void {
  const run = host.querySelector<HTMLTemplateElement>("template[data-run]");
  const address = host.dataset["run"];
  if (run) begin(JSON.parse(run.content.textContent!) as Run);
  else if (!address) begin(null);
  else onVisible(host, () => void fetchRun(host, address, words, signal, begin), signal);
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

/** Show that the run could not be fetched, with a button that retries; the prerendered picture stays. */
function offerRetry(host: HTMLElement, words: Words, retry: () => Promise<void>): void {
  void offerNewRelease(); // the server may no longer have the files of an older release
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
  host.querySelector(CONTROLS)!.before(trouble); // the controls stay hidden, but keep their space
}
