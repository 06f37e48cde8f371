/** SVG that an address holds: `data:image/svg+xml,…`. */

const START = /^\s*data:image\/svg\+xml([^,]*),/i;

export const holdsSvg = (address: string): boolean => START.test(address.slice(0, 200));

/** Return the text of the SVG in an address; nothing if it cannot be read. */
export function svgIn(address: string): string {
  const start = START.exec(address);
  if (!start) return "";
  try {
    const content = decodeURIComponent(address.slice(start[0].length));
    if (!/;\s*base64\s*$/i.test(start[1]!)) return content;
    const bytes = Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0));
    return new TextDecoder().decode(bytes);
  } catch {
    return "";
  }
}

/** Return whether the SVG in an address refers to nothing, so that it draws what it holds, and that once. */
export function isPlainSvg(address: string): boolean {
  const text = svgIn(address);
  return text !== "" && !/<!ENTITY|href|url\s*\(|\\/i.test(text);
}
