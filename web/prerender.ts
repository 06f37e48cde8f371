/**
 * Renders at build time, in Node: one JSON request a line on stdin, one JSON response a line on stdout. The
 * client is sitegen/node_renderer.py.
 */
import { createInterface } from "node:readline";
import katex from "katex";
import { optimize } from "svgo/browser";
import { fromPage as raceFromPage, type EmbeddedRace } from "./widgets/contour/race.ts";
import { contourView } from "./widgets/contour/view.ts";
import { runOf, type EmbeddedRun } from "./widgets/descent/run.ts";
import { descentView } from "./widgets/descent/view.ts";
import { DESCENT_WORDS } from "./widgets/descent/words.ts";
import { sweepOf, type EmbeddedSweep } from "./widgets/rates/sweep.ts";
import { errorText } from "./core/error-text.ts";
import { ratesView } from "./widgets/rates/view.ts";
import { fitOf, type EmbeddedFit } from "./widgets/line/fit.ts";
import { lineView } from "./widgets/line/view.ts";
import { TrainingHistory, type Answer } from "./widgets/network/training/history.ts";
import { networkView } from "./widgets/network/view.ts";
import type { Language } from "./widget/words.ts";

interface Request {
  kind: string;
  payload: unknown;
}

/** Decimals of coordinates in SVG: a tenth of a point is invisible. */
const SVG_DECIMALS = 1;

interface Formula {
  tex: string;
  display: boolean;
}

/** A widget's first run, from sitegen/widgets/prerender.py. */
interface FirstRun<Run> {
  run: Run;
  key: string;
  language: Language;
  attributes: Readonly<Record<string, string | null>>;
}

const renderers: Record<string, (payload: never) => string> = {
  tex: ({ tex, display }: Formula) =>
    katex.renderToString(tex, {
      displayMode: display,
      throwOnError: true,
      output: "htmlAndMathml",
      strict: "error",
    }),
  svg: ({ svg }: { svg: string }) =>
    optimize(svg, {
      plugins: [
        { name: "convertPathData", params: { floatPrecision: SVG_DECIMALS } },
        { name: "cleanupNumericValues", params: { floatPrecision: SVG_DECIMALS } },
        { name: "convertTransform", params: { floatPrecision: SVG_DECIMALS } },
      ],
    }).data,
  descent: ({ run, key, language, attributes }: FirstRun<EmbeddedRun>) =>
    descentView(runOf(run), key, DESCENT_WORDS[language], "compact" in attributes).text,
  contour: ({ run, key, language }: FirstRun<EmbeddedRace>) =>
    contourView(raceFromPage(run), key, language).text,
  line: ({ run, key, language }: FirstRun<EmbeddedFit>) => lineView(fitOf(run), key, language).text,
  rates: ({ run, key, language }: FirstRun<EmbeddedSweep>) =>
    ratesView(sweepOf(run), key, language).text,
  network: ({ run, key, language }: FirstRun<Answer>) =>
    networkView(new TrainingHistory(run), key, language).text,
};

function answer(line: string): { html: string } | { error: string } {
  try {
    const { kind, payload } = JSON.parse(line) as Request;
    const renderer = renderers[kind];
    if (!renderer) throw new Error(`there is no renderer "${kind}" in web/prerender.ts`);
    return { html: renderer(payload as never) };
  } catch (error) {
    return { error: errorText(error) };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(JSON.stringify(answer(line)) + "\n");
}
