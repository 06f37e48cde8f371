/** HTML and SVG as text that is escaped unless it says otherwise; used in Node and in the browser. */

/** A piece of finished markup. Only `html` makes one. */
export class Markup {
  constructor(readonly text: string) {}
  toString(): string {
    return this.text;
  }
}

type TemplateValue = Markup | string | number | null | false | readonly TemplateValue[];

const ESCAPES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign]!);

function renderValue(part: TemplateValue): string {
  if (part === null || part === false) return "";
  if (part instanceof Markup) return part.text;
  if (Array.isArray(part)) return part.map(renderValue).join("");
  return escapeHtml(String(part));
}

/** Return markup from a template: what is put in is escaped, except other markup; null and false vanish. */
export function html(pieces: TemplateStringsArray, ...parts: TemplateValue[]): Markup {
  const texts = parts.map((part, index) => renderValue(part) + pieces[index + 1]!);
  return new Markup(pieces[0]! + texts.join(""));
}
