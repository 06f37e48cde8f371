/** Notice bars fixed above the page: a new release, a failed script, pages from the cache. */
import { html } from "../core/markup.ts";

export interface BarButton {
  readonly label: string;
  /** Called on click; the bar is then removed, unless this returns true. */
  act(): boolean | void;
}

const CONTAINER = "gd-bars";

/** Show a bar called `name`, unless it is shown already. */
export function showBar(name: string, text: string, buttons: readonly BarButton[]): void {
  const place = document.querySelector(`.${CONTAINER}`) ?? createContainer();
  if (place.querySelector(`[data-bar="${name}"]`)) return;
  const bar = document.createElement("div");
  bar.className = "gd-bar";
  bar.dataset["bar"] = name;
  bar.innerHTML = html`<span role="status"></span>
    ${buttons.map(({ label }) => html`<button type="button" class="gd-text-button">${label}</button>`)}`.text;
  for (const [index, button] of bar.querySelectorAll("button").entries()) {
    button.addEventListener("click", () => void (buttons[index]!.act() || bar.remove()));
  }
  place.append(bar);
  bar.querySelector("[role=status]")!.textContent = text; // set after insertion: screen readers announce changes of a live region
}

export function removeBar(name: string): void {
  document.querySelector(`.${CONTAINER} [data-bar="${name}"]`)?.remove();
}

function createContainer(): Element {
  const place = document.createElement("div");
  place.className = CONTAINER;
  document.body.append(place);
  return place;
}
