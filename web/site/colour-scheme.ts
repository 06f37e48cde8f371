/**
 * Light or dark: as the system is, also when it changes, until a reader has chosen otherwise. A choice is
 * kept for all pages, and forgotten when it is what the system has anyway.
 *
 * A few words in each page's body do the same before anything is painted (partials/javascripts/palette.html).
 */
import { whenIdle } from "../core/on-idle.ts";
import { siteStorage } from "../core/site-storage.ts";

type Scheme = "default" | "slate"; // Material's names of light and dark

const NAME = "scheme";
const dark = matchMedia("(prefers-color-scheme: dark)");

const ofSystem = (): Scheme => (dark.matches ? "slate" : "default");

function kept(): Scheme | null {
  try {
    const scheme = siteStorage.getItem(NAME);
    return scheme === "slate" || scheme === "default" ? scheme : null;
  } catch {
    return null; // forbidden: the choice holds for this page
  }
}

function keep(scheme: Scheme | null): void {
  try {
    if (scheme === null) siteStorage.removeItem(NAME);
    else siteStorage.setItem(NAME, scheme);
  } catch {
    // forbidden, or full: the choice holds for this page
  }
}

export function startScheme(page: Document = document): void {
  const buttons = [...page.querySelectorAll<HTMLButtonElement>("[data-gd-shown-in]")];
  let choice = kept();

  const show = () => {
    const scheme = choice ?? ofSystem();
    page.body.dataset["mdColorScheme"] = page.documentElement.dataset["gdScheme"] = scheme;
    whenIdle(() => colourBrowser(page));
  };
  const choose = () => {
    const other = page.body.dataset["mdColorScheme"] === "slate" ? "default" : "slate";
    choice = other === ofSystem() ? null : other;
    keep(choice);
    show();
    buttons.find((button) => button.dataset["gdShownIn"] === other)?.focus(); // the one used is gone
  };
  for (const button of buttons) button.addEventListener("click", choose);
  dark.addEventListener("change", show);
  addEventListener("storage", ({ key }) => {
    if (key !== siteStorage.keyOf(NAME) && key !== null) return; // null: all was forgotten
    choice = kept();
    show();
  });
  show();
}

/** Give a telephone's browser the colour of the header for its own bars. */
function colourBrowser(page: Document): void {
  const colour = getComputedStyle(page.body).getPropertyValue("--md-primary-fg-color").trim();
  if (!colour) return; // a widget alone has no header
  let meta = page.querySelector<HTMLMetaElement>("meta[name=theme-color]");
  if (!meta) page.head.append((meta = page.createElement("meta")));
  meta.name = "theme-color";
  meta.content = colour;
}
