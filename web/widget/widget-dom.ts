/** What every widget's page can do with its markup: find parts, fit pictures, tell the reader things. */
import type { Size } from "../plot/axes.ts";
import { copyText } from "../core/clipboard.ts";
import { iconPath } from "../core/icons.ts";
import type { Markup } from "../core/markup.ts";
import { separateMarks } from "./fields/learning-rate-field.ts";
import { showInField } from "./fields/number-field.ts";
import { typed } from "../core/numbers.ts";
import { highlight } from "../python/highlight.ts";
import type { Status } from "../python/protocol.ts";
import { RESULTS, type Awaited } from "./stale-results.ts";
import { StatusLine } from "./status-line.ts";
import { isBeingTyped } from "./fields/text-input.ts";
import type { Words } from "./words.ts";

const ANNOUNCE_AFTER_MS = 500;
const FLASH_MS = 2500;

const isSameSize = (a: Size, b: Size): boolean => a.width === b.width && a.height === b.height;

export class Stage {
  #announcement = 0;
  #awaited: Awaited = null;
  /** What a screen reader is told of the place in the film; null where there is none. */
  #place: string | null = null;
  #marks = "";
  readonly #statusLine: StatusLine;
  /** Runs after layout: to measure the marks as soon as they are written would force a layout. */
  readonly #marksRoom = new ResizeObserver(() => separateMarks(this.part("rate-marks")));

  constructor(
    readonly root: HTMLElement,
    readonly words: Words,
  ) {
    delete root.dataset["stale"]; // site/states-in-address.ts; from now on `showAwaited` tells
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
    this.#marksRoom.disconnect();
    if (marks) this.#marksRoom.observe(marks);
  }

  part<E extends Element = HTMLElement>(name: string): E {
    return this.root.querySelector<E>(`[data-part="${name}"]`)!;
  }

  field<E extends Element = HTMLInputElement>(name: string): E {
    return this.root.querySelector<E>(`[data-field="${name}"]`)!;
  }

  /** The milliseconds of one state, as chosen: a browser that goes back brings the choice back. */
  get interval(): number {
    return Number(this.field("speed").value);
  }

  action(name: string): HTMLButtonElement | null {
    return this.root.querySelector<HTMLButtonElement>(`[data-action="${name}"]`);
  }

  /** Show the marks of the rate's slider, as many as have room beside each other. */
  showMarks(content: Markup): void {
    if (content.text === this.#marks) return;
    this.#marks = content.text;
    this.fillIfOther("rate-marks", content);
    this.#separateMarks();
  }

  fill(part: string, content: Markup): void {
    this.part(part).innerHTML = content.text;
  }

  /** Fill a part, unless it has this content: what the build has written is not laid out once more. */
  fillIfOther(part: string, content: Markup): void {
    const element = this.part(part);
    const other = element.cloneNode() as Element;
    other.innerHTML = content.text;
    // without the white space at both ends, which differs between the build's markup and this
    if (other.innerHTML.trim() === element.innerHTML.trim()) return;
    element.replaceChildren(...other.childNodes);
  }

  /**
   * Fit the viewBoxes of pictures to the room they have, and return that, in the same order; a picture's
   * `present` size if nothing has changed. Reads all sizes before it writes any viewBox: one layout, not one each.
   */
  fit<Pictures extends readonly (readonly [selector: string, present: Size])[]>(
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

  /** Show how far a film is, told to a screen reader as `spoken`. */
  showCount(n: number, last: number, spoken: string): void {
    const scrub = this.field("n");
    scrub.max = String(last);
    scrub.value = String(n);
    this.#place = spoken;
    scrub.setAttribute("aria-valuetext", this.spoken(spoken));
    this.part("count").textContent = `${n} / ${last}`;
  }

  /** Mark the row of step `n` in the table and bring it into view, without moving the page. */
  markRow(n: number): void {
    const box = this.root.querySelector<HTMLElement>(".gd-table")!;
    box.querySelector("[aria-current]")?.removeAttribute("aria-current");
    const row = box.querySelector<HTMLElement>(`tr[data-n="${n}"]`);
    if (!row) return;
    row.setAttribute("aria-current", "step");
    // Head and foot are pinned over the rows; whoever is at the foot sees the rows before it.
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

  /** Show which buttons make sense, and whether the middle one plays or pauses. */
  showPlayback(n: number, last: number, playing: boolean): void {
    const label = playing ? this.words.controls.pause : this.words.controls.play;
    const play = this.action("play")!;
    if (play.getAttribute("aria-label") !== label) {
      play.setAttribute("aria-label", label);
      play.title = `${label} (K)`;
      play.querySelector("path")!.setAttribute("d", iconPath(playing ? "pause" : "play"));
    }
    // aria-disabled keeps the focus where it is when an end is reached
    for (const name of ["first", "back"]) this.#enable(name, n > 0);
    this.#enable("step", n < last);
  }

  #enable(action: string, enabled: boolean): void {
    this.action(action)!.setAttribute("aria-disabled", String(!enabled));
  }

  /** Show a number in its field; a field in which someone is typing is left alone. */
  showNumber(name: string, value: number): void {
    const field = this.field(name);
    const isUnchanged = field.getAttribute("aria-valuenow") === typed(value);
    const isWrong = field.getAttribute("aria-invalid") === "true";
    if (isUnchanged && isWrong) return; // what was typed stays, to be put right
    field.setAttribute("aria-valuenow", typed(value));
    if (!isBeingTyped(field)) showInField(field, value);
    if (isWrong) this.showError(name, null);
  }

  /** Say at a field what is wrong with it; null: nothing. */
  showError(name: string, message: string | null): void {
    const error = this.part("error");
    this.field(name).setAttribute("aria-invalid", String(message !== null));
    if (message === null && error.dataset["of"] !== name) return;
    error.dataset["of"] = name;
    error.hidden = message === null;
    error.textContent = message ?? "";
  }

  /** Say at a field why there is no result: in gdlib's words, or (null) that the computation failed. */
  showRefusal(name: string, message: string | null): void {
    this.showError(name, message ?? this.words.python.fault);
  }

  /** Take back what was said of a field that is no longer there. */
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

  /** Mark what is shown as what it is while something is awaited; null: all of it is what was asked for. */
  showAwaited(awaited: Awaited): void {
    if (awaited === this.#awaited) return;
    this.#awaited = awaited;
    this.root.toggleAttribute("data-stale", awaited !== null);
    if (awaited === null) delete this.root.dataset["awaits"];
    else this.root.dataset["awaits"] = awaited;
    this.showBusy();
    if (awaited !== null) this.#leaveVerdict();
    if (this.#place !== null) {
      this.field("n").setAttribute("aria-valuetext", this.spoken(this.#place));
    }
    this.#takeBackAnnouncement();
  }

  /** Say of all results, also of parts that are drawn anew, whether others are awaited. */
  showBusy(): void {
    for (const result of this.root.querySelectorAll(RESULTS)) {
      result.setAttribute("aria-busy", String(this.#awaited !== null));
    }
  }

  /** Say, in the place of what is awaited, whether it has come and could not be drawn. */
  showUndrawn(isUndrawn: boolean): void {
    this.root.toggleAttribute("data-undrawn", isUndrawn);
    if (isUndrawn) this.announce(this.words.earlier.undrawn);
  }

  /** A verdict that is hidden must not take the focus with it to the top of the page. */
  #leaveVerdict(): void {
    const verdict = document.activeElement?.closest<HTMLElement>(".gd-judged");
    if (verdict && this.root.contains(verdict)) this.focusBeside(verdict);
  }

  /** Give the focus to a control that stays, near a verdict that goes. */
  focusBeside(_verdict: HTMLElement): void {
    this.action("play")?.focus();
  }

  /** What a screen reader was told, or was to be told, of another run is no news of the one that is awaited. */
  #takeBackAnnouncement(): void {
    clearTimeout(this.#announcement);
    this.part("live").textContent = "";
    const { title, sentence } = this.words.earlier;
    if (this.#awaited === "run") this.announce(`${title}${this.words.verdict.colon}${sentence}`);
  }

  /** Return what is said of the run that is shown: that of the earlier settings, if another is awaited. */
  spoken(text: string): string {
    return this.#awaited === "run" ? this.words.earlier.spoken(text) : text;
  }

  /** Have a screen reader say `text` about the run that is shown. */
  announceResult(text: string): void {
    this.announce(this.spoken(text));
  }

  /** Have a screen reader say `text`, once things have been quiet for a moment. */
  announce(text: string): void {
    clearTimeout(this.#announcement);
    this.#announcement = window.setTimeout(() => {
      this.part("live").textContent = text;
    }, ANNOUNCE_AFTER_MS);
  }

  /** Let a button say for a moment what came of it. */
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

  /** Copy the link to a state, which is shown or awaited; where that is forbidden, show it. */
  async share(link: string, isAwaited: boolean): Promise<void> {
    const { share } = this.words.controls;
    const shared = isAwaited ? this.words.earlier.shared : this.words.controls.shared;
    const isCopied = await copyText(link);
    this.#showLink(isCopied ? null : link);
    if (isCopied) this.#flash("share", shared, share);
  }

  /** Show the link for copying by hand; null hides it. */
  #showLink(link: string | null): void {
    this.part("share").hidden = link === null;
    if (link === null) return;
    const field = this.part<HTMLInputElement>("link");
    field.value = link;
    field.focus();
    field.select();
  }

  /** Copy a program, shown in `part`, for the button of `action`; where that is forbidden, select it. */
  async copyProgram(program: string, action = "copy", part = "program"): Promise<void> {
    const { copy, copied, copyFailed } = this.words.program;
    const isCopied = await copyText(program);
    if (!isCopied) getSelection()?.selectAllChildren(this.part(part));
    this.#flash(action, isCopied ? copied : copyFailed, copy);
  }

  end(): void {
    clearTimeout(this.#announcement);
    this.#marksRoom.disconnect();
    this.#statusLine.end();
  }
}
