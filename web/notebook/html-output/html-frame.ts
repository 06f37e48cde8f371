/**
 * HTML that a program made, in a frame where no script can run and nothing is fetched. The page writes it
 * there, through the gate, and gives the frame the height of its content.
 */
import { throughGate, type LeftOut } from "./sanitize-html.ts";

/** An empty document of the site's, whose policy lets it draw what it holds, and reach nothing. */
declare const GD_FRAME: string;

/** Pixels; what is higher scrolls inside its frame. */
const HIGHEST = 1200;

/**
 * Return a box that shows `html`.
 *
 * @param title what the frame is, for those who cannot see it
 * @param notesOn what to say of the parts that are not shown
 */
export function htmlOutput(
  html: string,
  title: string,
  notesOn: (lost: LeftOut) => readonly HTMLElement[],
): HTMLElement {
  const box = document.createElement("div");
  const notes = document.createElement("div");
  const frame = document.createElement("iframe");
  frame.className = "gd-html-frame";
  frame.title = title;
  frame.sandbox.add("allow-same-origin"); // so that the page can write into it; it has no allow-scripts
  frame.src = new URL(GD_FRAME, import.meta.url).href;
  // Again whenever the output is put back into a page: then the frame is loaded anew.
  frame.addEventListener("load", () => {
    const lost = fill(frame, html);
    if (lost) notes.replaceChildren(...notesOn(lost));
  });
  box.append(frame, notes);
  return box;
}

/** Show `html` in a frame whose own document has come; return what is left out of it. */
function fill(frame: HTMLIFrameElement, html: string): LeftOut | null {
  const page = frame.contentDocument;
  if (page?.URL.split("#")[0] !== frame.src) return null;
  const root = page.documentElement;
  const { content, leftOut } = throughGate(html, frame.contentWindow as Window & typeof globalThis);
  frame.hidden = leftOut.isTooMuch || (leftOut.scripts.length > 0 && isBlank(content));
  root.lang = document.documentElement.lang;
  page.body.replaceChildren(content);
  colour(frame);
  new ResizeObserver(() => {
    frame.style.height = `${Math.min(HIGHEST, Math.ceil(root.offsetHeight) + 2)}px`;
  }).observe(root);
  return leftOut;
}

/** Return whether there is nothing to look at, as of a chart that a script would have drawn. */
function isBlank(content: DocumentFragment): boolean {
  if (content.querySelector("img, svg, math, table, hr, progress, meter")) return false;
  const read = content.cloneNode(true) as DocumentFragment;
  for (const style of read.querySelectorAll("style")) style.remove();
  return read.textContent!.trim() === "";
}

function colour({ contentDocument }: HTMLIFrameElement): void {
  const root = contentDocument?.documentElement;
  if (!root) return;
  root.style.color = getComputedStyle(document.body).color;
  root.style.colorScheme = isDark() ? "dark" : "light";
}

const isDark = (): boolean => document.body.getAttribute("data-md-color-scheme") === "slate";

/** Frames follow the page's scheme. */
new MutationObserver(() => {
  document.querySelectorAll<HTMLIFrameElement>(".gd-html-frame").forEach(colour);
}).observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
