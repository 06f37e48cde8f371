/** The buttons with which a widget is taken elsewhere: its frame for other pages, its result for a teacher. */
import { copyText } from "../core/clipboard.ts";
import { saveFile } from "../core/save-file.ts";
import { languageAround } from "../core/language.ts";
import { html, type Markup } from "../core/markup.ts";
import { keyOf } from "../widget/url-state.ts";
import { fragmentAlone, nameOf, pageOf, SELECTOR, type Host } from "./embed-pages.ts";
import { WORDS } from "../widget/words.ts";
import { EMBED_WORDS, type EmbedWords } from "./words.ts";

const HEIGHT = 760;
const FLASH_MS = 2500;

/** Return the address of the page that shows `host` alone, in its present state. */
export function embedAddress(host: Host): string {
  const page = pageOf(nameOf(host), languageAround(host));
  page.hash = fragmentAlone(host.link, keyOf(host), nameOf(host));
  return page.href;
}

/** Return the frame that shows an address in other pages. */
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

function openBox(host: Host, words: EmbedWords): void {
  const name = host.querySelector("figure")?.getAttribute("aria-label") ?? nameOf(host);
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

async function copyFrame(host: Host, words: EmbedWords): Promise<void> {
  const area = host.querySelector<HTMLTextAreaElement>("[data-part=frame]")!;
  const isCopied = await copyText(area.value);
  if (!isCopied) area.select();
  const button = host.querySelector<HTMLElement>("[data-embed=copy]")!;
  flash(button, isCopied ? words.copied : words.copyFailed, words.copy);
}

/** Let a button say something for a moment. */
function flash(button: HTMLElement, text: string, usual: string): void {
  button.textContent = text;
  setTimeout(() => (button.textContent = usual), FLASH_MS);
}

/** What a learner hands in: where the widget stands, and the numbers it shows there. */
export interface Result {
  readonly kind: "gd-result";
  readonly widget: string;
  readonly fragment: string;
  readonly numbers: Readonly<Record<string, string>>;
}

/** What an element says of itself that is no result. */
const NO_RESULT = ["ready", "assigned", "state", "stale", "awaits", "run", "playing", "trained"];

/** Return the numbers that a widget says of itself. */
export const numbersOf = (host: HTMLElement): Record<string, string> =>
  Object.fromEntries(
    Object.entries(host.dataset)
      .filter(([name]) => !NO_RESULT.includes(name))
      .map(([name, value]) => [name, value ?? ""]),
  );

/** Save what is shown, if it is what the settings say: numbers of other ones are no result. */
function saveResult(host: Host, button: HTMLElement, words: EmbedWords): void {
  if ("stale" in host.dataset) return refuseToSave(host, button, words);
  const name = nameOf(host);
  const result: Result = {
    kind: "gd-result",
    widget: name,
    fragment: fragmentAlone(host.link, keyOf(host), name),
    numbers: numbersOf(host),
  };
  saveFile(`${name}-result.json`, JSON.stringify(result, null, 1), "application/json");
}

function refuseToSave(host: Host, button: HTMLElement, words: EmbedWords): void {
  const label = button.querySelector("span")!;
  flash(label, words.notYet, WORDS[languageAround(host)].controls.saveResult);
  host.querySelector("[data-part=live]")!.textContent = words.notYet;
}

/** Let the buttons of every widget that there will be work. */
export function listenToEmbedding(): void {
  document.addEventListener("click", ({ target }) => {
    const button = (target as Element).closest?.<HTMLElement>("[data-embed]");
    const host = button?.closest<Host>(SELECTOR);
    if (!button || !host) return;
    const words = EMBED_WORDS[languageAround(host)];
    const action = button.dataset["embed"];
    if (action === "open") openBox(host, words);
    if (action === "copy") void copyFrame(host, words);
    if (action === "save") saveResult(host, button, words);
  });
}
