/** HTML and SVG as text that is escaped unless it says otherwise; used in Node and in the browser. */

/** A piece of finished markup. Only `html` makes one. */
export class Markup {
  constructor(readonly text: string) {}
  toString(): string {
    return this.text;
  }
}

type Part = Markup | string | number | null | false | readonly Part[];

const ESCAPES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign]!);

function written(part: Part): string {
  if (part === null || part === false) return "";
  if (part instanceof Markup) return part.text;
  if (Array.isArray(part)) return part.map(written).join("");
  return escaped(String(part));
}

/** Return markup from a template: what is put in is escaped, except other markup; null and false vanish. */
export function html(pieces: TemplateStringsArray, ...parts: Part[]): Markup {
  const texts = parts.map((part, index) => written(part) + pieces[index + 1]!);
  return new Markup(pieces[0]! + texts.join(""));
}
