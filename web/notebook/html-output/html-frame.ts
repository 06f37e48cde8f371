/**
 * Shows a program's HTML, sanitized, in a sandboxed frame that runs no script and fetches nothing. The page
 * writes the content and sets the frame's height.
 */
import { sanitizeHtml, type RemovedContent } from "./sanitize-html.ts";

/** URL of the frame's empty document, whose Content-Security-Policy allows no request. */
declare const GD_FRAME: string;

/** Pixels; higher content scrolls inside the frame. */
const MAX_HEIGHT = 1200;

/**
 * Return a box that shows `html`.
 *
 * @param title the frame's accessible name
 * @param notesOn returns notes about removed content
 */
export function htmlFrame(
  html: string,
  title: string,
  notesOn: (lost: RemovedContent) => readonly HTMLElement[],
): HTMLElement {
  const box = document.createElement("div");
  const notes = document.createElement("div");
  const frame = document.createElement("iframe");
  frame.className = "gd-html-frame";
  frame.title = title;
  frame.sandbox.add("allow-same-origin"); // lets the page write into it; without allow-scripts
  frame.src = new URL(GD_FRAME, import.meta.url).href;
  // Also when the output is moved into another page: browsers then reload the frame.
  frame.addEventListener("load", () => {
    const lost = fill(frame, html);
    if (lost) notes.replaceChildren(...notesOn(lost));
  });
  box.append(frame, notes);
  return box;
}

/** Write sanitized HTML into a loaded frame; return what was removed. */
function fill(frame: HTMLIFrameElement, html: string): RemovedContent | null {
  const page = frame.contentDocument;
  if (page?.URL.split("#")[0] !== frame.src) return null;
  const root = page.documentElement;
  const { content, removedContent } = sanitizeHtml(
    html,
    frame.contentWindow as Window & typeof globalThis,
  );
  frame.hidden =
    removedContent.isTooMuch || (removedContent.scripts.length > 0 && isBlank(content));
  root.lang = document.documentElement.lang;
  page.body.replaceChildren(content);
  colour(frame);
  new ResizeObserver(() => {
    frame.style.height = `${Math.min(MAX_HEIGHT, Math.ceil(root.offsetHeight) + 2)}px`;
  }).observe(root);
  return removedContent;
}

/** Return whether nothing is visible, as of a chart that a script would have drawn. */
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

/** Frames follow the page's colour scheme. */
new MutationObserver(() => {
  document.querySelectorAll<HTMLIFrameElement>(".gd-html-frame").forEach(colour);
}).observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
