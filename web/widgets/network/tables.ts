/** The numbers behind the pictures, as tables. */
import { html, type Markup } from "../../core/markup.ts";
import { tableNumber } from "../../core/numbers.ts";
import { parametersOf, type Parameter } from "./diagram.ts";
import type { TrainingHistory, Snapshot } from "./training/history.ts";
import { percent } from "./summary.ts";
import type { NetworkWords } from "./words.ts";

/** Return the name of a parameter: a weight between two neurons, or the bias of one. */
export function nameOf(
  { layer, from, to }: Parameter,
  { sizes }: TrainingHistory,
  words: NetworkWords,
): string {
  const { neuron, weight, bias } = words.diagram;
  const end = neuron(layer, sizes.length, to + 1);
  return from === null ? bias(end) : weight(neuron(layer - 1, sizes.length, from + 1), end);
}

const head = (columns: readonly string[]): Markup =>
  html`<thead>
    <tr>
      ${columns.map((name) => html`<th scope="col">${name}</th>`)}
    </tr>
  </thead>`;

/** Return a row for each snapshot of a history. */
export function epochTable({ snapshots }: TrainingHistory, words: NetworkWords): Markup {
  const rows = snapshots.map(
    ({ epoch, loss, accuracy }) =>
      html`<tr data-n="${epoch}">
        <th scope="row">${epoch}</th>
        <td>${tableNumber(loss)}</td>
        <td>${percent(accuracy)}</td>
      </tr>`,
  );
  return html`${head(words.moments.columns)}
    <tbody>
      ${rows}
    </tbody>`;
}

/** Return a row for each weight and bias. */
export function parametersTable(
  history: TrainingHistory,
  { t, grad }: Snapshot,
  words: NetworkWords,
): Markup {
  const rows = parametersOf(history.sizes).map(
    (parameter) =>
      html`<tr>
        <th scope="row">${nameOf(parameter, history, words)}</th>
        <td>${tableNumber(t[parameter.index]!)}</td>
        <td>${tableNumber(grad[parameter.index]!)}</td>
      </tr>`,
  );
  return html`${head(words.parameters.columns)}
    <tbody>
      ${rows}
    </tbody>`;
}
