/** SVG in data URLs: `data:image/svg+xml,…`. */

const START = /^\s*data:image\/svg\+xml([^,]*),/i;

export const isSvgDataUrl = (address: string): boolean => START.test(address.slice(0, 200));

/** Return the SVG document in a data URL; "" if it cannot be decoded. */
export function svgOfDataUrl(address: string): string {
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

/** Return whether the SVG in a data URL has no references and entities: then its size does not grow by expansion. */
export function isPlainSvg(address: string): boolean {
  const text = svgOfDataUrl(address);
  return text !== "" && !/<!ENTITY|href|url\s*\(|\\/i.test(text);
}
