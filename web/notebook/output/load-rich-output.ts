/** Loads the module for figures and HTML, with the sanitizers, when a cell shows the first of them. */
import type * as rich from "./rich-output.ts";

export type RichOutput = typeof rich;

let loaded: RichOutput | null = null;
let loading: Promise<RichOutput> | null = null;

/** Call `then` with the module: synchronously if it is loaded. Call `failed` if loading fails; the next call retries. */
export function withRichOutput(then: (rich: RichOutput) => void, failed: () => void): void {
  if (loaded) then(loaded);
  else void loadRichOutput().then(then, failed);
}

/** Start loading the module, before the first figure. */
export const preloadRichOutput = (): void => void loadRichOutput().catch(() => {});

function loadRichOutput(): Promise<RichOutput> {
  loading ??= import("./rich-output.ts").then(
    (module) => (loaded = module),
    (error: unknown) => {
      loading = null;
      throw error;
    },
  );
  return loading;
}
