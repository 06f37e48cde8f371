/** The page that the service worker answers with when it is offline and the requested page is not cached. */
import { html, type Markup } from "../core/markup.ts";
import type { Language } from "../widget/words.ts";
import { addressOf, type ListedFile } from "./release-manifest.ts";
import { OFFLINE_WORDS } from "./words.ts";

/** The page runs no script and fetches nothing. */
const POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'";

const languageOf = (path: string): Language => (path.startsWith("en/") ? "en" : "ja");

/**
 * Return the page, in both languages, the requested page's first.
 *
 * @param cached the cached files of the site; those with titles are listed as links
 */
export function offlinePage(requested: string, cached: readonly ListedFile[], root: URL): Response {
  const first = requested.startsWith(addressOf("en/", root)) ? "en" : "ja";
  const order = ([first, first === "en" ? "ja" : "en"] as const).map((language) =>
    section(
      language,
      cached.filter(([path]) => languageOf(path) === language),
      root,
    ),
  );
  const title = OFFLINE_WORDS[first].offline.title;
  const page = html`<!doctype html>
    <html lang="${first}">
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width" />
      <meta name="color-scheme" content="light dark" />
      <title>${title}</title>
      ${order}
    </html>`;
  const headers = {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
  };
  return new Response(page.text, { status: 503, headers });
}

function section(language: Language, cached: readonly ListedFile[], root: URL): Markup {
  const { title, text, again, pages } = OFFLINE_WORDS[language].offline;
  const titled = cached.filter(([, , , name]) => name !== undefined);
  const item = ([path, , , name]: ListedFile) =>
    html`<li><a href="${addressOf(path, root)}">${name!}</a></li>`;
  return html`<section lang="${language}">
    <h1>${title}</h1>
    <p>${text} <a href="">${again}</a></p>
    ${
      titled.length > 0 &&
      html`<p>${pages}</p>
        <ul>
          ${titled.map(item)}
        </ul>`
    }
  </section>`;
}
