/** The widgets that can be taken elsewhere, seen from outside. */
import { readFragment } from "../core/url-fragment.ts";
import { siteRoot } from "../core/site-root.ts";
import type { Language } from "../widget/words.ts";

export const WIDGETS = ["descent", "contour", "line", "rates", "network"] as const;
export type WidgetName = (typeof WIDGETS)[number];

/** A widget's element. */
export interface Host extends HTMLElement {
  /** The address that leads to its present state. */
  readonly link: string;
}

export const SELECTOR = WIDGETS.map((name) => `gd-${name}`).join();

export const nameOf = (host: Element): WidgetName =>
  host.localName.replace("gd-", "") as WidgetName;

/** Return the folder of a language's pages. */
export const languageRoot = (language: Language): URL =>
  new URL(language === "en" ? "en/" : "", siteRoot);

/** Return the address of the page that shows a widget alone. */
export const pageOf = (name: WidgetName, language: Language): URL =>
  new URL(`embed/${name}/`, languageRoot(language));

/** Return what an address says of its only widget, as a fragment for the page that shows it alone; "" if nothing. */
export function fragmentAlone(link: string, key: string, name: WidgetName): string {
  const given = readFragment(new URL(link).hash, key);
  if (!given) return "";
  return `#${name}=${[...given].map(([field, value]) => `${field}:${value}`).join(",")}`;
}
