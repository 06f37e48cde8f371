/** The numbers behind the pictures, as tables. */
import { html, type Markup } from "../../core/markup.ts";
import { cell } from "../../core/numbers.ts";
import { parametersOf, type Parameter } from "./diagram.ts";
import type { Film, Frame } from "./training/history.ts";
import { percent } from "./summary.ts";
import type { NetworkWords } from "./words.ts";

/** Return the name of a parameter: which weight, or whose bias. */
export function nameOf(
  { layer, from, to }: Parameter,
  { sizes }: Film,
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

/** Return a row for each frame of a film. */
export function momentsTable({ frames }: Film, words: NetworkWords): Markup {
  const rows = frames.map(
    ({ epoch, loss, accuracy }) =>
      html`<tr data-n="${epoch}">
        <th scope="row">${epoch}</th>
        <td>${cell(loss)}</td>
        <td>${percent(accuracy)}</td>
      </tr>`,
  );
  return html`${head(words.moments.columns)}
    <tbody>
      ${rows}
    </tbody>`;
}

/** Return a row for each weight and bias. */
export function parametersTable(film: Film, { t, grad }: Frame, words: NetworkWords): Markup {
  const rows = parametersOf(film.sizes).map(
    (parameter) =>
      html`<tr>
        <th scope="row">${nameOf(parameter, film, words)}</th>
        <td>${cell(t[parameter.index]!)}</td>
        <td>${cell(grad[parameter.index]!)}</td>
      </tr>`,
  );
  return html`${head(words.parameters.columns)}
    <tbody>
      ${rows}
    </tbody>`;
}
