/** A program's own SVG as an image: whatever it says, an image runs nothing, fetches nothing and has no links. */

/**
 * Return an SVG document's text as an address for `<img>`; null if it defines entities, which can be bombs,
 * or is nothing that the page can draw.
 */
export function svgAddress(text: string, isImage: (text: string) => boolean): string | null {
  if (/<!ENTITY/i.test(text)) return null;
  const whole = text.replace(/\p{Surrogate}/gu, "\ufffd"); // halves of a character have no UTF-8
  const document = withNamespaces(whole);
  if (!isImage(document)) return null;
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(document)}`;
}

/** Jupyter puts SVG into HTML, where it needs no namespaces; a document needs them. */
function withNamespaces(text: string): string {
  const start = text.search(/<svg\b/);
  const end = text.indexOf(">", start);
  if (start < 0 || end < 0) return text;
  const isPlain = /\sxmlns=/.test(text.slice(start, end));
  const plain = isPlain ? "" : ' xmlns="http://www.w3.org/2000/svg"';
  const needsLinks = text.includes("xlink:") && !text.includes("xmlns:xlink");
  const links = needsLinks ? ' xmlns:xlink="http://www.w3.org/1999/xlink"' : "";
  const behind = start + "<svg".length;
  return `${text.slice(0, behind)}${plain}${links}${text.slice(behind)}`;
}
