/** Access to the markup of a widget: find parts, fit viewBoxes, show errors and playback, announce to screen readers. */
import type { Size } from "../plot/axes.ts";
import { copyText } from "../core/clipboard.ts";
import { iconPath } from "../core/icons.ts";
import type { Markup } from "../core/markup.ts";
import { separateMarks } from "./fields/learning-rate-field.ts";
import { showInField } from "./fields/number-field.ts";
import { inputText } from "../core/numbers.ts";
import { highlight } from "../python/highlight.ts";
import type { Status } from "../python/protocol.ts";
import { RESULTS, type PendingResult } from "./stale-results.ts";
import { StatusLine } from "./status-line.ts";
import { isBeingTyped } from "./fields/text-input.ts";
import type { Words } from "./words.ts";

const ANNOUNCE_AFTER_MS = 500;
export const FLASH_MS = 2500;

const isSameSize = (a: Size, b: Size): boolean => a.width === b.width && a.height === b.height;

export class WidgetDom {
  #announcement = 0;
  #pending: PendingResult = null;
  /** The `aria-valuetext` of the playback position; null in a widget without playback. */
  #position: string | null = null;
  #marks = "";
  readonly #statusLine: StatusLine;
  /** Measures the marks after layout: measuring right after writing would force a synchronous layout. */
  readonly #marksObserver = new ResizeObserver(() => separateMarks(this.part("rate-marks")));

  constructor(
    readonly root: HTMLElement,
    readonly words: Words,
  ) {
    delete root.dataset["stale"]; // set by site/linked-states.ts; from now on set by `showAwaited`
    delete root.dataset["awaits"];
    this.#statusLine = new StatusLine(
      this.part("python"),
      words,
      (text) => this.announce(text),
      () => this.action("play")?.focus(),
    );
    this.#separateMarks();
  }

  /** Hide overlapping marks before the next paint, and whenever the element that holds them is resized. */
  #separateMarks(): void {
    const marks = this.root.querySelector('[data-part="rate-marks"]');
    this.#marksObserver.disconnect();
    if (marks) this.#marksObserver.observe(marks);
  }

  part<E extends Element = HTMLElement>(name: string): E {
    return this.root.querySelector<E>(`[data-part="${name}"]`)!;
  }

  field<E extends Element = HTMLInputElement>(name: string): E {
    return this.root.querySelector<E>(`[data-field="${name}"]`)!;
  }

  /** The chosen milliseconds from one state to the next, read from the field: browsers restore it after Back. */
  get interval(): number {
    return Number(this.field("speed").value);
  }

  action(name: string): HTMLButtonElement | null {
    return this.root.querySelector<HTMLButtonElement>(`[data-action="${name}"]`);
  }

  /** Show the marks of the learning rate slider without those that would overlap. */
  showMarks(content: Markup): void {
    if (content.text === this.#marks) return;
    this.#marks = content.text;
    this.fillIfOther("rate-marks", content);
    this.#separateMarks();
  }

  fill(part: string, content: Markup): void {
    this.part(part).innerHTML = content.text;
  }

  /** Fill a part unless it has this content already: avoids a second layout of prerendered markup. */
  fillIfOther(part: string, content: Markup): void {
    const element = this.part(part);
    const other = element.cloneNode() as Element;
    other.innerHTML = content.text;
    // white space at both ends differs between prerendered markup and this
    if (other.innerHTML.trim() === element.innerHTML.trim()) return;
    element.replaceChildren(...other.childNodes);
  }

  /**
   * Set the viewBox of each picture to its size in CSS pixels, and return the sizes in the same order: the
   * `present` object where nothing has changed. Reads all sizes before it writes, which forces only one layout.
   */
  fitViewBoxes<Pictures extends readonly (readonly [selector: string, present: Size])[]>(
    ...pictures: Pictures
  ): { [Index in keyof Pictures]: Size } {
    const measured = pictures.map(([selector, present]) => {
      const picture = this.root.querySelector<SVGSVGElement>(selector)!;
      const size = { width: picture.clientWidth, height: picture.clientHeight };
      return { picture, size: size.width === 0 || isSameSize(size, present) ? present : size };
    });
    for (const [i, { picture, size }] of measured.entries()) {
      if (size === pictures[i]![1]) continue;
      picture.setAttribute("viewBox", `0 0 ${size.width} ${size.height}`);
    }
    return measured.map(({ size }) => size) as { [Index in keyof Pictures]: Size };
  }

  /** Show the playback position `n` of `last`, with `spoken` as its `aria-valuetext`. */
  showCount(n: number, last: number, withEarlierPrefix: string): void {
    const scrub = this.field("n");
    scrub.max = String(last);
    scrub.value = String(n);
    this.#position = withEarlierPrefix;
    scrub.setAttribute("aria-valuetext", this.spoken(withEarlierPrefix));
    this.part("count").textContent = `${n} / ${last}`;
  }

  /** Mark the row of step `n` in the table, and scroll the table, not the page, to it. */
  markRow(n: number): void {
    const box = this.root.querySelector<HTMLElement>(".gd-table")!;
    box.querySelector("[aria-current]")?.removeAttribute("aria-current");
    const row = box.querySelector<HTMLElement>(`tr[data-n="${n}"]`);
    if (!row) return;
    row.setAttribute("aria-current", "step");
    // Sticky head and foot cover rows. For the row in the foot, scrolls to the end to show the last rows too.
    if (row.parentElement!.matches("tfoot")) {
      box.scrollTop = box.scrollHeight;
      return;
    }
    const [head, foot] = ["thead", "tfoot"].map(
      (part) => box.querySelector<HTMLElement>(part)?.offsetHeight ?? 0,
    );
    const [top, bottom] = [row.offsetTop - head!, row.offsetTop + row.offsetHeight + foot!];
    if (top < box.scrollTop) box.scrollTop = top;
    else if (bottom > box.scrollTop + box.clientHeight) box.scrollTop = bottom - box.clientHeight;
  }

  /** Enable the playback buttons that have an effect, and show play or pause. */
  showPlayback(n: number, last: number, playing: boolean): void {
    const label = playing ? this.words.controls.pause : this.words.controls.play;
    const play = this.action("play")!;
    if (play.getAttribute("aria-label") !== label) {
      play.setAttribute("aria-label", label);
      play.title = `${label} (K)`;
      play.querySelector("path")!.setAttribute("d", iconPath(playing ? "pause" : "play"));
    }
    // aria-disabled, unlike disabled, keeps the focus when an end is reached
    for (const name of ["first", "back"]) this.#enable(name, n > 0);
    this.#enable("step", n < last);
  }

  #enable(action: string, enabled: boolean): void {
    this.action(action)!.setAttribute("aria-disabled", String(!enabled));
  }

  /** Show a number in its field; a field that is being edited is not overwritten. */
  showNumber(name: string, value: number): void {
    const field = this.field(name);
    const isUnchanged = field.getAttribute("aria-valuenow") === inputText(value);
    const isWrong = field.getAttribute("aria-invalid") === "true";
    if (isUnchanged && isWrong) return; // keeps the invalid text, so that the reader can correct it
    field.setAttribute("aria-valuenow", inputText(value));
    if (!isBeingTyped(field)) showInField(field, value);
    if (isWrong) this.showError(name, null);
  }

  /** Show an error message at a field; null clears it. */
  showError(name: string, message: string | null): void {
    const error = this.part("error");
    this.field(name).setAttribute("aria-invalid", String(message !== null));
    if (message === null && error.dataset["of"] !== name) return;
    error.dataset["of"] = name;
    error.hidden = message === null;
    error.textContent = message ?? "";
  }

  /** Show at a field why there is no result: gdlib's message, or (null) that the computation failed. */
  showRefusal(name: string, message: string | null): void {
    this.showError(name, message ?? this.words.python.fault);
  }

  /** Hide the error message of a field that has been removed. */
  dropLostError(): void {
    const error = this.part("error");
    if (!this.field(error.dataset["of"] ?? "")) error.hidden = true;
  }

  showPython(status: Status): void {
    this.#statusLine.show(status);
  }

  showProgram(program: string): void {
    this.fillIfOther("program", highlight(program));
  }

  /** Mark the results as stale while a run or its verdict is pending; null: nothing is pending. */
  showAwaited(pending: PendingResult): void {
    if (pending === this.#pending) return;
    this.#pending = pending;
    this.root.toggleAttribute("data-stale", pending !== null);
    if (pending === null) delete this.root.dataset["awaits"];
    else this.root.dataset["awaits"] = pending;
    this.showBusy();
    if (pending !== null) this.#moveFocusOutOfVerdict();
    if (this.#position !== null) {
      this.field("n").setAttribute("aria-valuetext", this.spoken(this.#position));
    }
    this.#clearAnnouncement();
  }

  /** Set `aria-busy` of all results; called again after parts have been replaced. */
  showBusy(): void {
    for (const result of this.root.querySelectorAll(RESULTS)) {
      result.setAttribute("aria-busy", String(this.#pending !== null));
    }
  }

  /** Show in the placeholders whether the pending run has arrived and could not be drawn. */
  showUndrawn(isUndrawn: boolean): void {
    this.root.toggleAttribute("data-undrawn", isUndrawn);
    if (isUndrawn) this.announce(this.words.earlier.undrawn);
  }

  /** Move the focus out of a verdict before it is hidden: otherwise it falls back to the top of the page. */
  #moveFocusOutOfVerdict(): void {
    const verdict = document.activeElement?.closest<HTMLElement>(".gd-stale-area");
    if (verdict && this.root.contains(verdict)) this.focusBeside(verdict);
  }

  /** Focus a control near `verdict`, which will be hidden. */
  focusBeside(_verdict: HTMLElement): void {
    this.action("play")?.focus();
  }

  /** Cancel and clear announcements: they are about the previous run. */
  #clearAnnouncement(): void {
    clearTimeout(this.#announcement);
    this.part("live").textContent = "";
    const { title, sentence } = this.words.earlier;
    if (this.#pending === "run") this.announce(`${title}${this.words.verdict.colon}${sentence}`);
  }

  /** Return `text` about the run that is shown; if another is pending, prefixed with "With other settings". */
  spoken(text: string): string {
    return this.#pending === "run" ? this.words.earlier.spoken(text) : text;
  }

  /** Announce `text` about the run that is shown. */
  announceResult(text: string): void {
    this.announce(this.spoken(text));
  }

  /** Announce `text` to screen readers, after a short pause: a newer announcement replaces it. */
  announce(text: string): void {
    clearTimeout(this.#announcement);
    this.#announcement = window.setTimeout(() => {
      this.part("live").textContent = text;
    }, ANNOUNCE_AFTER_MS);
  }

  /** Show the result of an action on its button for a short time. */
  #flash(action: string, text: string, usual: string): void {
    const button = this.action(action)!;
    const label = button.querySelector("span") ?? button;
    label.textContent = text;
    this.announce(text);
    setTimeout(() => (label.textContent = usual), FLASH_MS);
  }

  showSound(isOn: boolean): void {
    this.action("sound")?.setAttribute("aria-pressed", String(isOn));
  }

  /** Copy the link to the shown or pending state; if copying is not permitted, show the link. */
  async share(link: string, isPending: boolean): Promise<void> {
    const { share } = this.words.controls;
    const shared = isPending ? this.words.earlier.shared : this.words.controls.shared;
    const isCopied = await copyText(link);
    this.#showLink(isCopied ? null : link);
    if (isCopied) this.#flash("share", shared, share);
  }

  /** Show the link in a text field, selected; null hides it. */
  #showLink(link: string | null): void {
    this.part("share").hidden = link === null;
    if (link === null) return;
    const field = this.part<HTMLInputElement>("link");
    field.value = link;
    field.focus();
    field.select();
  }

  /** Copy a program, shown in `part`, for the button of `action`; if copying is not permitted, select it. */
  async copyProgram(program: string, action = "copy", part = "program"): Promise<void> {
    const { copy, copied, copyFailed } = this.words.program;
    const isCopied = await copyText(program);
    if (!isCopied) getSelection()?.selectAllChildren(this.part(part));
    this.#flash(action, isCopied ? copied : copyFailed, copy);
  }

  end(): void {
    clearTimeout(this.#announcement);
    this.#marksObserver.disconnect();
    this.#statusLine.end();
  }
}
