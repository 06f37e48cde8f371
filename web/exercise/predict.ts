/** `<gd-predict>`: a prediction to be made before its cell can run; the run then compares it with the answer. */
import type { CellElement } from "../notebook/cell-element.ts";
import { languageAround } from "../core/language.ts";
import { html, type Markup } from "../core/markup.ts";
import { NUMBER_WORDS } from "../widget/fields/number-messages.ts";
import { parseNumber, inputText } from "../core/numbers.ts";
import type { Outcome } from "../python/protocol.ts";
import { listenToSubmit } from "../widget/fields/text-input.ts";
import { scorePrediction } from "./score.ts";
import { EXERCISE_WORDS, type ExerciseWords } from "./words.ts";

type Kind = "number" | "point" | "choice";

/** Define `<gd-predict>`. Without this script it shows the question, the cell and its output. */
export function definePredict(): void {
  class Predict extends HTMLElement {
    #words!: ExerciseWords["prediction"];
    #form!: HTMLFormElement;
    #prediction: number | null = null;
    #connection = new AbortController();

    connectedCallback(): void {
      this.#connection = new AbortController();
      const { signal } = this.#connection;
      this.#words = EXERCISE_WORDS[languageAround(this)].prediction;
      if (!this.#form) this.#build();
      listenToSubmit(this.#form, () => this.#onSubmit(), signal);
      this.#form.addEventListener("input", () => this.#onInput(), { signal });
      this.addEventListener("gd-ran", (event) => this.#onRan(event as CustomEvent<Outcome>), {
        signal,
      });
      this.addEventListener("click", (event) => this.#onClick(event), { signal });
      // The cell inside is connected after this element.
      queueMicrotask(() => this.#lock());
      this.dataset["ready"] = "";
    }

    disconnectedCallback(): void {
      this.#connection.abort();
    }

    get #kind(): Kind {
      return this.dataset["kind"] as Kind;
    }

    get #cell(): CellElement {
      return this.querySelector<CellElement>("gd-cell")!;
    }

    get #choices(): string[] {
      return JSON.parse(this.dataset["choices"] ?? "[]") as string[];
    }

    get #range(): [number, number] {
      return JSON.parse(this.dataset["range"] ?? "[0, 0]") as [number, number];
    }

    #build(): void {
      this.#form = document.createElement("form");
      this.#form.className = "gd-prediction";
      this.#form.noValidate = true;
      this.#form.innerHTML = html`<fieldset>
          <legend>${this.#words.legend}</legend>
          ${this.#field()}
          <button type="submit" class="gd-small-button">${this.#words.settle}</button>
        </fieldset>
        <p class="gd-prediction-note" role="status"></p>`.text;
      this.#cell.before(this.#form);
      const curve = this.querySelector(".gd-curve");
      if (curve) this.#form.before(curve);
      this.#onInput();
    }

    #field(): Markup {
      if (this.#kind === "choice") {
        const choice = (label: string, value: number) =>
          html`<label><input type="radio" name="prediction" value="${value}" /> ${label}</label>`;
        return html`${this.#choices.map(choice)}`;
      }
      if (this.#kind === "point") {
        const [from, to] = this.#range;
        return html`<label
          >${this.#words.point}
          <input
            type="range"
            name="prediction"
            min="${from}"
            max="${to}"
            step="0.5"
            value="${from + (to - from) / 6}" />
          <output></output
        ></label>`;
      }
      return html`<label
        >${this.#words.number}
        <input type="text" inputmode="decimal" name="prediction" autocomplete="off" size="8"
      /></label>`;
    }

    /** Move the point on the curve with the slider. */
    #onInput(): void {
      const output = this.#form.querySelector("output");
      if (!output) return;
      const t = Number(this.#form.querySelector("input")!.value);
      output.textContent = String(t).replace("-", "−");
      const points = JSON.parse(this.dataset["curve"] ?? "[]") as [number, number][];
      const [from, to] = this.#range;
      const place = ((t - from) / (to - from)) * (points.length - 1);
      const point = points[Math.round(place)];
      const dot = this.querySelector(".gd-curve circle");
      if (point) dot?.setAttribute("cx", String(point[0]));
      if (point) dot?.setAttribute("cy", String(point[1]));
    }

    #lock(): void {
      const cell = this.#cell;
      cell.extra = { alone: true, answer: this.dataset["answer"]! };
      cell.locked = this.#prediction === null ? this.#words.locked : null;
    }

    #onSubmit(): void {
      const { value: prediction, problem } = parseNumber(
        String(new FormData(this.#form).get("prediction") ?? ""),
      );
      if (problem !== null) {
        const isChoice = this.#kind === "choice";
        this.#showMessage(
          isChoice ? this.#words.unchosen : NUMBER_WORDS[languageAround(this)][problem],
        );
        this.#form.querySelector("input")!.focus();
        return;
      }
      this.#prediction = prediction;
      const field = this.#form.querySelector<HTMLInputElement>("input[type=text]");
      if (field) field.value = inputText(prediction);
      this.#form.querySelector("fieldset")!.disabled = true;
      this.#showMessage(this.#words.settled(this.#format(prediction)), true);
      this.#lock();
      this.#cell.querySelector<HTMLElement>(".gd-cell-run")!.focus();
    }

    #onRan({ detail }: CustomEvent<Outcome>): void {
      if (detail.ended !== "done" || detail.answer === undefined || this.#prediction === null)
        return;
      const size =
        this.#kind === "point" ? this.#range[1] - this.#range[0] : Math.abs(detail.answer);
      const isChoice = this.#kind === "choice";
      const score = isChoice
        ? this.#prediction === detail.answer
          ? "right"
          : "wrong"
        : scorePrediction(this.#prediction, detail.answer, size);
      this.dataset["answered"] = score;
      this.#showMessage(
        this.#words[score](this.#format(this.#prediction), this.#format(detail.answer)),
        true,
      );
    }

    #onClick({ target }: Event): void {
      if (!(target as Element).closest('[data-predict-action="change"]')) return;
      this.#prediction = null;
      delete this.dataset["answered"];
      this.#form.querySelector("fieldset")!.disabled = false;
      this.#showMessage("");
      this.#lock();
      this.#form.querySelector("input")!.focus();
    }

    #format(value: number): string {
      if (this.#kind === "choice") return this.#words.quoted(this.#choices[value] ?? "");
      return String(Number(value.toPrecision(6))).replace("-", "−");
    }

    #showMessage(text: string, canChange = false): void {
      const place = this.#form.querySelector(".gd-prediction-note")!;
      const button = html` <button type="button" class="gd-link" data-predict-action="change">
        ${this.#words.changed}
      </button>`;
      place.innerHTML = html`${text}${canChange && button}`.text;
    }
  }

  customElements.define("gd-predict", Predict);
}
