/** One row for each run: its symbol, optimizer, hyperparameters and verdict. Also the tables of positions. */
import { shortVerdictWithPlaceholder } from "../../widget/stale-results.ts";
import { icon } from "../../core/icons.ts";
import { html, type Markup } from "../../core/markup.ts";
import { numberInput } from "../../widget/fields/number-field.ts";
import { short, threeDecimals, inputText, withMinus } from "../../core/numbers.ts";
import type { Words } from "../../widget/words.ts";
import { entrantsOf, lastOf, stepAt, type Race } from "./race.ts";
import { nearestLogStop, LOG_LEARNING_RATES } from "../../widget/fields/slider-stops.ts";
import { sign } from "./run-symbols.ts";
import { HYPERPARAMETERS, MOST_RUNS, OPTIMIZERS, type Entrant } from "./state.ts";
import { verdictText } from "./summary.ts";
import type { ContourWords } from "./words.ts";

function optimizerSelect(entrant: Entrant, run: number, words: ContourWords): Markup {
  const options = OPTIMIZERS.map(
    (name) =>
      html`<option value="${name}" ${name === entrant.optimizer && html` selected`}>
        ${words.optimizers[name]}
      </option>`,
  );
  return html`<select
    data-field="optimizer-${run}"
    aria-label="${words.optimizerRows.optimizer(String(run + 1))}"
  >
    ${options}
  </select>`;
}

function rateFields(lr: number | null, run: number, key: string, words: ContourWords): Markup {
  const number = String(run + 1);
  return html`<span class="gd-lane-field gd-lane-rate" ${lr === null && html` data-unknown`}
    ><span class="gd-letter" aria-hidden="true">η</span
    ><input
      data-field="lr-${run}-slider"
      type="range"
      min="0"
      max="${LOG_LEARNING_RATES.length - 1}"
      step="1"
      value="${nearestLogStop(lr ?? 1)}"
      aria-label="${words.optimizerRows.lr(number)}"
      aria-valuetext="${lr === null ? "…" : inputText(lr)}"
    />${numberInput(`lr-${run}`, lr, key, { label: words.optimizerRows.lrValue(number) })}</span
  >`;
}

function hyperparameterFields(
  { optimizer, hyperparameters }: Entrant,
  run: number,
  key: string,
  words: ContourWords,
): Markup {
  const fields = HYPERPARAMETERS[optimizer].map((name) => {
    const letter = words.letters[name];
    const label = words.optimizerRows.hyperparameter(letter, String(run + 1));
    return html`<span class="gd-lane-field"
      ><span class="gd-letter" aria-hidden="true">${letter}</span
      >${numberInput(`${name}-${run}`, hyperparameters[name] ?? null, key, { label })}</span
    >`;
  });
  return html`${fields}`;
}

function removeButton(name: string, run: number, words: ContourWords): Markup {
  return html`<button
    type="button"
    class="gd-button gd-remove gd-live"
    data-action="remove-${run}"
    data-lock="optimizer-${run}"
    aria-label="${words.optimizerRows.remove(String(run + 1), name)}"
    title="${words.optimizerRows.removeTitle}"
  >
    ${icon("remove")}
  </button>`;
}

/** Return the verdict on a run, with the button for a safer learning rate if there is one. */
export function verdictMarkup(race: Race, run: number, words: ContourWords, shared: Words): Markup {
  const judged = verdictText(race, run, words, shared);
  if (!judged) return html`${words.verdict.pending}`;
  const { title, sentence, saferRate } = judged;
  const button =
    saferRate !== null &&
    html` <button
      type="button"
      class="gd-text-button gd-live"
      data-action="safer-${run}"
      data-lock="lr-${run}"
    >
      ${shared.controls.saferRate(withMinus(inputText(saferRate)))}
    </button>`;
  return html`<strong>${title}</strong> ${sentence}${button}`;
}

function optimizerRow(
  entrants: readonly Entrant[],
  run: number,
  verdict: Markup,
  key: string,
  words: ContourWords,
  shared: Words,
): Markup {
  const entrant = entrants[run]!;
  const { lr, optimizer } = entrant;
  const name = words.optimizers[optimizer];
  const title = lr === null ? name : words.withRate(name, withMinus(inputText(lr)));
  const isAlone = entrants.length === 1;
  return html`<div
    class="gd-lane"
    data-run="${run}"
    role="group"
    aria-label="${words.optimizerRows.optimizerRow(String(run + 1), name)}"
  >
    ${sign(run)}<span class="gd-lane-name">${title}</span>
    <div class="gd-lane-fields gd-live">
      ${optimizerSelect(entrant, run, words)}${rateFields(lr, run, key, words)}${hyperparameterFields(entrant, run, key, words)}
    </div>
    ${!isAlone && removeButton(name, run, words)} ${shortVerdictWithPlaceholder(verdict, shared)}
  </div>`;
}

/** Return the element for the verdict on a run; `race` null: empty, since the shown race has other runs. */
function rowVerdict(race: Race | null, run: number, words: ContourWords, shared: Words): Markup {
  return html`<p
    class="gd-lane-verdict"
    data-part="verdict-${run}"
    data-mood="${(race && verdictText(race, run, words, shared)?.mood) ?? "middling"}"
  >
    ${race && verdictMarkup(race, run, words, shared)}
  </p>`;
}

/**
 * Return the rows of the requested entrants, and the button that adds one.
 *
 * @param race the shown race
 */
export function optimizerRows(
  race: Race,
  entrants: readonly Entrant[],
  key: string,
  words: ContourWords,
  shared: Words,
): Markup {
  const judged = haveSameRows(entrants, entrantsOf(race)) ? race : null;
  const add =
    entrants.length < MOST_RUNS &&
    html`<button
      type="button"
      class="gd-text-button gd-add gd-live"
      data-action="add"
      data-lock="race"
    >
      ${words.optimizerRows.add}
    </button>`;
  return html`<div class="gd-lane-list" role="group" aria-label="${words.optimizerRows.name}">
      ${entrants.map((_, run) =>
        optimizerRow(entrants, run, rowVerdict(judged, run, words, shared), key, words, shared),
      )}
    </div>
    ${add}`;
}

/** Return whether the rows of two races have the same fields. */
export const haveSameRows = (a: readonly Entrant[], b: readonly Entrant[]): boolean =>
  a.length === b.length && a.every(({ optimizer }, run) => optimizer === b[run]!.optimizer);

/** Return the requested entrants; numbers left to gdlib's defaults are those of the shown race. */
export const withShownNumbers = (
  requested: readonly Entrant[],
  shown: readonly Entrant[],
): Entrant[] =>
  requested.map((entrant, run) => {
    const before = shown[run];
    if (before?.optimizer !== entrant.optimizer) return entrant;
    const hyperparameters = { ...before.hyperparameters, ...entrant.hyperparameters };
    return { ...entrant, lr: entrant.lr ?? before.lr, hyperparameters };
  });

/** Return the names of the runs: with the learning rate where runs share an optimizer. */
export function runNames(race: Race, words: ContourWords): readonly string[] {
  const entrants = entrantsOf(race);
  return entrants.map(({ optimizer, lr }) => {
    const name = words.optimizers[optimizer];
    const alike = entrants.filter((other) => other.optimizer === optimizer).length;
    if (alike === 1) return name;
    const rate = withMinus(inputText(lr!));
    return alike === entrants.length ? `η = ${rate}` : words.withRate(name, rate);
  });
}

// --- Tables of positions ---

/** Return a coordinate with three decimals where there is room; tiny values become 0, without a sign. */
function coordinate(x: number): string {
  if (Math.abs(x) >= 1000) return short(x);
  return threeDecimals(Math.abs(x) < 5e-4 ? 0 : x);
}

/** Return the numbers of each run at state `n`. */
export function positions(
  race: Race,
  n: number,
): readonly (readonly [x: string, y: string, loss: string])[] {
  return race.paths.map((path) => {
    const { x, y, loss } = stepAt(path, n);
    return [coordinate(x), coordinate(y), short(loss)];
  });
}

/** Return the table of positions at state `n`. */
export function positionTable(race: Race, n: number, words: ContourWords): Markup {
  const cells = positions(race, n);
  const rows = runNames(race, words).map(
    (name, run) =>
      html`<tr data-run="${run}">
        <th scope="row">${sign(run)}<span>${name}</span></th>
        ${cells[run]!.map((cell) => html`<td>${cell}</td>`)}
      </tr>`,
  );
  return html`<caption>
      ${words.now.name}<span data-part="now-n">n = ${n}</span>
    </caption>
    <thead>
      <tr>
        <th scope="col">${words.now.run}</th>
        <th scope="col">x</th>
        <th scope="col">y</th>
        <th scope="col">${words.now.loss}</th>
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>`;
}

/** Return the table of every state, or of every `every`-th and the last; cells after the end of a run are empty. */
export function stepTable(
  race: Race,
  words: ContourWords,
  cell: (x: number) => string,
  every = 1,
): Markup {
  const names = runNames(race, words);
  const longest = Math.max(...race.paths.map(lastOf));
  const row = (n: number) =>
    html`<tr data-n="${n}">
      <th scope="row">${n}</th>
      ${race.paths.map((path) => {
        if (n > lastOf(path))
          return html`<td></td>
            <td></td>
            <td></td>`;
        const { x, y, loss } = stepAt(path, n);
        return html`<td>${cell(x)}</td>
          <td>${cell(y)}</td>
          <td>${cell(loss)}</td>`;
      })}
    </tr>`;
  return html`<thead>
      <tr>
        <th scope="col" rowspan="2">${words.table.n}</th>
        ${names.map((name, run) => html`<th scope="colgroup" colspan="3">${sign(run)} ${name}</th>`)}
      </tr>
      <tr>
        ${names.map(
          () =>
            html`<th scope="col">x</th>
              <th scope="col">y</th>
              <th scope="col">${words.now.loss}</th>`,
        )}
      </tr>
    </thead>
    <tbody>
      ${Array.from({ length: longest + 1 }, (_, n) => n)
        .filter((n) => n % every === 0 || n === longest)
        .map(row)}
    </tbody>`;
}
