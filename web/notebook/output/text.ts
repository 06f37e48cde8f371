/** Elements for texts in an output area. */
import type { Advice } from "../hints/hint-text.ts";

export function preformatted(name: string, text: string): HTMLElement {
  const box = document.createElement("pre");
  box.className = name;
  box.tabIndex = 0;
  box.textContent = text;
  return box;
}

export function paragraph(name: string, text: string): HTMLElement {
  const box = document.createElement("p");
  box.className = name;
  box.append(text);
  return box;
}

/** Return a hint as a paragraph that begins with its title. */
export function hintParagraph(title: string, advice: Advice): HTMLElement {
  const box = paragraph("gd-hint-text", "");
  const strong = document.createElement("strong");
  strong.textContent = title;
  box.append(
    strong,
    " ",
    ...advice.map((piece) => (typeof piece === "string" ? piece : code(piece))),
  );
  return box;
}

function code({ code: text }: { readonly code: string }): HTMLElement {
  const element = document.createElement("code");
  element.textContent = text;
  return element;
}
