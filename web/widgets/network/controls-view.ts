/** Markup of the settings of `<gd-network>`. */
import { html, type Markup } from "../../core/markup.ts";
import { errorLine, numberField } from "../../widget/fields/number-field.ts";
import { LOW_MARKS, rateField, rateMark } from "../../widget/fields/learning-rate-field.ts";
import type { Words } from "../../widget/words.ts";
import { ACTIVATIONS, DATA, OPTIMIZERS } from "./query.ts";
import {
  BATCH_SIZES,
  DEFAULT_EPOCHS_PER_SECOND,
  EPOCHS_PER_SECOND,
  MOST_LAYERS,
  MOST_NEURONS,
  SAMPLES,
  type Choice,
} from "./state.ts";
import type { NetworkWords } from "./words.ts";

type Option = readonly [value: string | number, name: string];

function choose(options: readonly Option[], chosen: string | number): Markup {
  return html`${options.map(
    ([value, text]) =>
      html`<option value="${value}" ${value === chosen && html` selected`}>${text}</option>`,
  )}`;
}

function select(
  name: string,
  label: string,
  options: readonly Option[],
  chosen: string | number,
  key: string,
): Markup {
  return html`<div class="gd-field">
    <label for="${key}-${name}">${label}</label>
    <select id="${key}-${name}" data-field="${name}">
      ${choose(options, chosen)}
    </select>
  </div>`;
}

/** Return the selectable mini-batch sizes, including the chosen one. */
export function batchOptions(chosen: number, words: NetworkWords): Markup {
  const sizes = BATCH_SIZES.includes(chosen)
    ? BATCH_SIZES
    : [0, ...[...BATCH_SIZES.slice(1), chosen].sort((a, b) => b - a)];
  const all = words.controls.fullBatch(String(SAMPLES));
  const options = sizes.map((size): Option => [size, size === 0 ? all : String(size)]);
  return choose(options, chosen);
}

function layers(choice: Choice, key: string, { controls }: NetworkWords): Markup {
  const numbers = Array.from({ length: MOST_NEURONS }, (_, i): Option => [i + 1, String(i + 1)]);
  const fields = Array.from({ length: MOST_LAYERS }, (_, i) => {
    const options: Option[] = i === 0 ? numbers : [[0, controls.noLayer], ...numbers];
    return html`<select data-field="layer-${i + 1}" aria-label="${controls.layer(i + 1)}">
      ${choose(options, choice.layers[i] ?? 0)}
    </select>`;
  });
  return html`<div class="gd-field gd-layers" role="group" aria-labelledby="${key}-layers">
    <span class="gd-field-name" id="${key}-layers">${controls.layers}</span>
    <div>${fields}</div>
  </div>`;
}

const named = <Name extends string>(
  names: readonly Name[],
  words: Readonly<Record<Name, string>>,
): Option[] => names.map((name) => [name, words[name]]);

export function settings(choice: Choice, key: string, words: Words, own: NetworkWords): Markup {
  const { data, activation, optimizer, lr, batch, epochs, seed } = choice;
  const { controls } = own;
  const speeds = EPOCHS_PER_SECOND.map((speed): Option => [speed ?? 0, controls.speeds(speed)]);
  return html`<div
    class="gd-settings gd-live"
    role="group"
    aria-label="${words.controls.parameters}"
  >
    ${rateField(lr, html`${LOW_MARKS}${rateMark(1, null)}`, key, words)} ${errorLine(key)}
    <div class="gd-row">
      ${select("data", controls.data, named(DATA, own.data), data, key)}${select("optimizer", controls.optimizer, named(OPTIMIZERS, own.optimizers), optimizer, key)}${select("activation", controls.activation, named(ACTIVATIONS, own.activations), activation, key)}
      <div class="gd-field">
        <label for="${key}-batch">${controls.batch}</label>
        <select id="${key}-batch" data-field="batch">
          ${batchOptions(batch, own)}
        </select>
      </div>
      ${layers(choice, key, own)}
    </div>
    <div class="gd-row gd-thirds">
      ${numberField("epochs", epochs, key, controls.epochs, true)}${numberField("seed", seed, key, controls.seed, true)}${select("speed", controls.speed, speeds, DEFAULT_EPOCHS_PER_SECOND, key)}
    </div>
  </div>`;
}
