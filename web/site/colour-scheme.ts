/**
 * The colour scheme: follows `prefers-color-scheme` until a reader chooses the other one. The choice is stored
 * for all pages, and removed when it is the system's scheme again.
 *
 * An inline script sets the scheme before the first paint: partials/javascripts/palette.html.
 */
import { onIdle } from "../core/on-idle.ts";
import { siteStorage } from "../core/site-storage.ts";

type Scheme = "default" | "slate"; // Material's names of light and dark

const NAME = "scheme";
const darkQuery = matchMedia("(prefers-color-scheme: dark)");

const systemScheme = (): Scheme => (darkQuery.matches ? "slate" : "default");

function savedScheme(): Scheme | null {
  try {
    const scheme = siteStorage.getItem(NAME);
    return scheme === "slate" || scheme === "default" ? scheme : null;
  } catch {
    return null; // storage forbidden: the choice holds for this page
  }
}

function saveScheme(scheme: Scheme | null): void {
  try {
    if (scheme === null) siteStorage.removeItem(NAME);
    else siteStorage.setItem(NAME, scheme);
  } catch {
    // storage forbidden or full: the choice holds for this page
  }
}

export function startColourScheme(page: Document = document): void {
  const buttons = [...page.querySelectorAll<HTMLButtonElement>("[data-gd-shown-in]")];
  let choice = savedScheme();

  const show = () => {
    const scheme = choice ?? systemScheme();
    page.body.dataset["mdColorScheme"] = page.documentElement.dataset["gdScheme"] = scheme;
    onIdle(() => setThemeColor(page));
  };
  const choose = () => {
    const other = page.body.dataset["mdColorScheme"] === "slate" ? "default" : "slate";
    choice = other === systemScheme() ? null : other;
    saveScheme(choice);
    show();
    buttons.find((button) => button.dataset["gdShownIn"] === other)?.focus(); // the clicked button is now hidden
  };
  for (const button of buttons) button.addEventListener("click", choose);
  darkQuery.addEventListener("change", show);
  addEventListener("storage", ({ key }) => {
    if (key !== siteStorage.keyOf(NAME) && key !== null) return; // null: storage was cleared
    choice = savedScheme();
    show();
  });
  show();
}

/** Set `<meta name="theme-color">`, the colour of mobile browsers' own bars, to that of the header. */
function setThemeColor(page: Document): void {
  const colour = getComputedStyle(page.body).getPropertyValue("--md-primary-fg-color").trim();
  if (!colour) return; // embed pages have no header
  let meta = page.querySelector<HTMLMetaElement>("meta[name=theme-color]");
  if (!meta) page.head.append((meta = page.createElement("meta")));
  meta.name = "theme-color";
  meta.content = colour;
}
