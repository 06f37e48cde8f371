/** A program's own SVG as a data URL for `<img>`, where browsers run no scripts, make no requests and follow no links. */

/** Return an SVG document as a data URL; null if it defines entities, which can be bombs, or `isImage` refuses it. */
export function svgImageUrl(text: string, isImage: (text: string) => boolean): string | null {
  if (/<!ENTITY/i.test(text)) return null;
  const whole = text.replace(/\p{Surrogate}/gu, "\ufffd"); // lone surrogates have no UTF-8 encoding
  const document = withNamespaces(whole);
  if (!isImage(document)) return null;
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(document)}`;
}

/** Add missing namespaces: Jupyter puts SVG into HTML, where they may be left out; an SVG document needs them. */
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
