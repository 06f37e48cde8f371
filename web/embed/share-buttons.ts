/** The buttons of a widget's footer that show its embed code, and save its result for a teacher. */
import { copyText } from "../core/clipboard.ts";
import { saveFile } from "../core/save-file.ts";
import { languageAround } from "../core/language.ts";
import { html, type Markup } from "../core/markup.ts";
import { keyOf } from "../widget/url-state.ts";
import { FLASH_MS } from "../widget/widget-dom.ts";
import {
  embedFragment,
  widgetName,
  embedPage,
  WIDGET_SELECTOR,
  type WidgetElement,
} from "./embed-pages.ts";
import { WORDS } from "../widget/words.ts";
import { EMBED_WORDS, type EmbedWords } from "./words.ts";

/** Of an embed's frame, in pixels; embed.css has the same for the preview. */
const HEIGHT = 760;

/** Return the URL of the embed page of `host`, in its present state. */
export function embedAddress(host: WidgetElement): string {
  const page = embedPage(widgetName(host), languageAround(host));
  page.hash = embedFragment(host.link, keyOf(host), widgetName(host));
  return page.href;
}

/** Return the embed code for a URL: an `<iframe>`. */
export const frameFor = (address: string, title: string): string =>
  html`<iframe
    src="${address}"
    title="${title}"
    width="100%"
    height="${HEIGHT}"
    loading="lazy"
  ></iframe>`.text.replace(/\s+/g, " ");

function box(frame: string, words: EmbedWords): Markup {
  return html`<label
      >${words.frame} <textarea readonly rows="3" data-part="frame">${frame}</textarea></label
    ><button type="button" class="gd-text-button" data-embed="copy">${words.copy}</button>`;
}

function openBox(host: WidgetElement, words: EmbedWords): void {
  const name = host.querySelector("figure")?.getAttribute("aria-label") ?? widgetName(host);
  let place = host.querySelector<HTMLElement>("[data-part=embed]");
  if (!place) {
    place = document.createElement("div");
    place.className = "gd-embed";
    place.dataset["part"] = "embed";
    host.querySelector(".gd-more")!.after(place);
  } else if (!place.hidden) {
    place.hidden = true;
    return;
  }
  place.hidden = false;
  place.innerHTML = box(frameFor(embedAddress(host), name), words).text;
  place.querySelector("textarea")!.focus();
  place.querySelector("textarea")!.select();
}

async function copyFrame(host: WidgetElement, words: EmbedWords): Promise<void> {
  const area = host.querySelector<HTMLTextAreaElement>("[data-part=frame]")!;
  const isCopied = await copyText(area.value);
  if (!isCopied) area.select();
  const button = host.querySelector<HTMLElement>("[data-embed=copy]")!;
  flash(button, isCopied ? words.copied : words.copyFailed, words.copy);
}

/** Replace the label of a button for a moment. */
function flash(button: HTMLElement, text: string, usual: string): void {
  button.textContent = text;
  setTimeout(() => (button.textContent = usual), FLASH_MS);
}

/** The file that a learner submits: the state of the widget, and the numbers that it shows. */
export interface Result {
  readonly kind: "gd-result";
  readonly widget: string;
  readonly fragment: string;
  readonly numbers: Readonly<Record<string, string>>;
}

/** `data-*` attributes of a widget that are no numbers of its result. */
const NOT_RESULTS = ["ready", "assigned", "state", "stale", "awaits", "run", "playing", "trained"];

/** Return the numbers in a widget's `data-*` attributes. */
export const numbersOf = (host: HTMLElement): Record<string, string> =>
  Object.fromEntries(
    Object.entries(host.dataset)
      .filter(([name]) => !NOT_RESULTS.includes(name))
      .map(([name, value]) => [name, value ?? ""]),
  );

/** Download the result, unless it is stale: then its numbers are those of other settings. */
function saveResult(host: WidgetElement, button: HTMLElement, words: EmbedWords): void {
  if ("stale" in host.dataset) return refuseToSave(host, button, words);
  const name = widgetName(host);
  const result: Result = {
    kind: "gd-result",
    widget: name,
    fragment: embedFragment(host.link, keyOf(host), name),
    numbers: numbersOf(host),
  };
  saveFile(`${name}-result.json`, JSON.stringify(result, null, 1), "application/json");
}

function refuseToSave(host: WidgetElement, button: HTMLElement, words: EmbedWords): void {
  const label = button.querySelector("span")!;
  flash(label, words.notYet, WORDS[languageAround(host)].controls.saveResult);
  host.querySelector("[data-part=live]")!.textContent = words.notYet;
}

/** Listen to the buttons of all widgets, by event delegation. */
export function listenToShareButtons(): void {
  document.addEventListener("click", ({ target }) => {
    const button = (target as Element).closest?.<HTMLElement>("[data-embed]");
    const host = button?.closest<WidgetElement>(WIDGET_SELECTOR);
    if (!button || !host) return;
    const words = EMBED_WORDS[languageAround(host)];
    const action = button.dataset["embed"];
    if (action === "open") openBox(host, words);
    if (action === "copy") void copyFrame(host, words);
    if (action === "save") saveResult(host, button, words);
  });
}
