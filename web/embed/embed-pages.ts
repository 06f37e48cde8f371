/** The embeddable widgets, and the URLs of their embed pages. */
import { readFragment } from "../core/url-fragment.ts";
import { siteRoot } from "../core/site-root.ts";
import type { Language } from "../widget/words.ts";

export const WIDGETS = ["descent", "contour", "line", "rates", "network"] as const;
export type WidgetName = (typeof WIDGETS)[number];

/** A widget's element. */
export interface WidgetElement extends HTMLElement {
  /** The URL of its present state. */
  readonly link: string;
}

export const WIDGET_SELECTOR = WIDGETS.map((name) => `gd-${name}`).join();

export const widgetName = (host: Element): WidgetName =>
  host.localName.replace("gd-", "") as WidgetName;

/** Return the URL of a language's root. */
export const languageRoot = (language: Language): URL =>
  new URL(language === "en" ? "en/" : "", siteRoot);

/** Return the URL of a widget's embed page. */
export const embedPage = (name: WidgetName, language: Language): URL =>
  new URL(`embed/${name}/`, languageRoot(language));

/** Return the state of a widget in `link` as a fragment for its embed page; "" if there is none. */
export function embedFragment(link: string, key: string, name: WidgetName): string {
  const given = readFragment(new URL(link).hash, key);
  if (!given) return "";
  return `#${name}=${[...given].map(([field, value]) => `${field}:${value}`).join(",")}`;
}
