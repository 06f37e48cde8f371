/** Footer of every widget: Python status, program, keyboard help, share, embed and reset. */
import { icon } from "../core/icons.ts";
import { html, type Markup } from "../core/markup.ts";
import { highlight } from "../python/highlight.ts";
import type { Words } from "./words.ts";

/** A key, and what it does. */
export type Key = readonly [key: string, what: string];

function pythonLine({ python }: Words): Markup {
  return html`<div class="gd-python gd-live" data-part="python" data-python="idle">
    <span class="gd-python-words" data-part="python-words"
      >${python.status({ state: "idle" })}</span
    >
    <progress
      class="gd-bytes"
      data-part="progress"
      max="1"
      value="0"
      aria-hidden="true"
      hidden
    ></progress>
    <button type="button" class="gd-text-button" data-action="retry" hidden>${python.retry}</button>
  </div>`;
}

function programDetails(program: string, name: string, words: Words): Markup {
  return html`<details class="gd-program">
    <summary>${words.program.show}</summary>
    <p class="gd-earlier-run">${words.earlier.program}</p>
    <div class="gd-code">
      <pre tabindex="0" role="group" aria-label="${name}">
<span data-part="program">${highlight(program)}</span></pre>
      <button type="button" class="gd-text-button gd-live" data-action="copy">
        ${words.program.copy}
      </button>
    </div>
  </details>`;
}

function helpDetails(keys: readonly Key[], words: Words): Markup {
  return html`<details class="gd-help gd-live">
    <summary>${words.help.title}</summary>
    <dl>
      ${keys.map(
        ([key, what]) =>
          html`<div>
            <dt><kbd>${key}</kbd></dt>
            <dd>${what}</dd>
          </div>`,
      )}
    </dl>
  </details>`;
}

function soundButton({ controls }: Words): Markup {
  return html`<button
    type="button"
    class="gd-text-button"
    data-action="sound"
    aria-pressed="false"
    title="${controls.soundTitle}"
  >
    ${icon("sound")}<span>${controls.sound}</span>
  </button>`;
}

function tools(words: Words, hasSound: boolean): Markup {
  const { controls } = words;
  return html`<div class="gd-tools gd-live">
    <button type="button" class="gd-text-button" data-action="share">
      ${icon("link")}<span>${controls.share}</span></button
    ><button type="button" class="gd-text-button" data-embed="open">
      ${icon("frame")}<span>${controls.embed}</span></button
    ><button type="button" class="gd-text-button gd-save-result" data-embed="save">
      ${icon("download")}<span>${controls.saveResult}</span></button
    >${hasSound && soundButton(words)}<button
      type="button"
      class="gd-text-button"
      data-action="reset"
      title="${controls.reset} (R)"
      aria-keyshortcuts="R"
    >
      ${icon("reset")}<span>${controls.reset}</span>
    </button>
  </div>`;
}

function link({ controls }: Words): Markup {
  return html`<p class="gd-share" data-part="share" hidden>
    <label
      >${controls.shareByHand}
      <input
        class="gd-address"
        data-part="link"
        type="text"
        readonly
        aria-label="${controls.shareLink}"
    /></label>
  </p>`;
}

/**
 * Return the footer.
 *
 * @param name the accessible name of the program
 * @param more markup before the program
 * @param hasSound adds the button that turns sonification on
 */
export function widgetFooter(
  program: string,
  name: string,
  keys: readonly Key[],
  words: Words,
  { more = null, hasSound = false }: { more?: Markup | null; hasSound?: boolean } = {},
): Markup {
  return html`${pythonLine(words)}
    <div class="gd-more">
      ${more}${programDetails(program, name, words)}${helpDetails(keys, words)}${tools(words, hasSound)}
    </div>
    ${link(words)}`;
}
