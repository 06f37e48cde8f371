/** Text of a program, and about it, as elements. */

export function preformatted(name: string, text: string): HTMLElement {
  const box = document.createElement("pre");
  box.className = name;
  box.tabIndex = 0;
  box.textContent = text;
  return box;
}

export function paragraph(name: string, text: string, title?: string): HTMLElement {
  const box = document.createElement("p");
  box.className = name;
  if (title) {
    const strong = document.createElement("strong");
    strong.textContent = title;
    box.append(strong, " ");
  }
  box.append(text);
  return box;
}
