/** Fetches what shows figures and HTML, with the sanitiser, when the first of them is to be seen. */
import type * as rich from "./rich-output.ts";

export type RichOutput = typeof rich;

let here: RichOutput | null = null;
let coming: Promise<RichOutput> | null = null;

/** Call `then` with it: at once if it is here. Call `failed` if it cannot be had; the next output tries again. */
export function whenRich(then: (rich: RichOutput) => void, failed: () => void): void {
  if (here) then(here);
  else void fetchRich().then(then, failed);
}

/** Have it fetched, for a figure that will come. */
export const expectRich = (): void => void fetchRich().catch(() => {});

function fetchRich(): Promise<RichOutput> {
  coming ??= import("./rich-output.ts").then(
    (module) => (here = module),
    (error: unknown) => {
      coming = null;
      throw error;
    },
  );
  return coming;
}
