/** The page that is shown where there is no network, and the address that was asked for is not kept. */
import { html, type Markup } from "../core/markup.ts";
import type { Language } from "../widget/words.ts";
import { addressOf, type ListedFile } from "./release-manifest.ts";
import { OFFLINE_WORDS } from "./words.ts";

/** Nothing runs in it, and it fetches nothing. */
const POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'";

const languageOf = (path: string): Language => (path.startsWith("en/") ? "en" : "ja");

/**
 * Return the page, in both languages, that of the address first.
 *
 * @param kept the files of the site that are kept; those with titles are listed
 */
export function offlinePage(asked: string, kept: readonly ListedFile[], root: URL): Response {
  const first = asked.startsWith(addressOf("en/", root)) ? "en" : "ja";
  const order = ([first, first === "en" ? "ja" : "en"] as const).map((language) =>
    section(
      language,
      kept.filter(([path]) => languageOf(path) === language),
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

function section(language: Language, kept: readonly ListedFile[], root: URL): Markup {
  const { title, text, again, pages } = OFFLINE_WORDS[language].offline;
  const titled = kept.filter(([, , , name]) => name !== undefined);
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
