/**
 * Renders, in Node and while the site is built, what the browser would render:
 * one JSON question a line on stdin, one JSON answer a line on stdout.
 * docs/hooks/node_process.py asks.
 */
import { createInterface } from "node:readline";
import katex from "katex";
import { optimize } from "svgo/browser";
import { fromPage as raceFromPage, type EmbeddedRace } from "./contour/race.ts";
import { contourView } from "./contour/view.ts";
import { runOf, type EmbeddedRun } from "./descent/run.ts";
import { descentView } from "./descent/view.ts";
import { sweepOf, type EmbeddedSweep } from "./rates/sweep.ts";
import { errorText } from "./error-text.ts";
import { ratesView } from "./rates/view.ts";
import { fitOf, type EmbeddedFit } from "./line/fit.ts";
import { lineView } from "./line/view.ts";
import { Film, type Answer } from "./network/film.ts";
import { networkView } from "./network/view.ts";
import { WORDS, type Language } from "./words.ts";

interface Question {
  kind: string;
  payload: unknown;
}

/** How exactly a picture says where things are: to a tenth of a point, which no eye can see. */
const PLACES = 1;

interface Formula {
  tex: string;
  display: boolean;
}

/** A widget's first run, as docs/hooks/first_runs.py computed it. */
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
        { name: "convertPathData", params: { floatPrecision: PLACES } },
        { name: "cleanupNumericValues", params: { floatPrecision: PLACES } },
        { name: "convertTransform", params: { floatPrecision: PLACES } },
      ],
    }).data,
  descent: ({ run, key, language, attributes }: FirstRun<EmbeddedRun>) =>
    descentView(runOf(run), key, WORDS[language], "compact" in attributes).text,
  contour: ({ run, key, language }: FirstRun<EmbeddedRace>) =>
    contourView(raceFromPage(run), key, language).text,
  line: ({ run, key, language }: FirstRun<EmbeddedFit>) => lineView(fitOf(run), key, language).text,
  rates: ({ run, key, language }: FirstRun<EmbeddedSweep>) =>
    ratesView(sweepOf(run), key, language).text,
  network: ({ run, key, language }: FirstRun<Answer>) =>
    networkView(new Film(run), key, language).text,
};

function answer(line: string): { html: string } | { error: string } {
  try {
    const { kind, payload } = JSON.parse(line) as Question;
    const renderer = renderers[kind];
    if (!renderer) throw new Error(`there is no renderer "${kind}" in docs/widgets/prerender.ts`);
    return { html: renderer(payload as never) };
  } catch (error) {
    return { error: errorText(error) };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(JSON.stringify(answer(line)) + "\n");
}
