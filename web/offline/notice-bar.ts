/** Bars above whatever is read, for what the site itself has to say: of editions, of the network. */
import { html } from "../core/markup.ts";

export interface BarButton {
  readonly label: string;
  /** Called by a click; the bar goes, unless it returns true. */
  act(): boolean | void;
}

const PLACE = "gd-bars";

/** Show a bar called `name`, unless it is there. */
export function showBar(name: string, text: string, buttons: readonly BarButton[]): void {
  const place = document.querySelector(`.${PLACE}`) ?? madePlace();
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
  bar.querySelector("[role=status]")!.textContent = text; // into a region that is there: it is read out
}

export function removeBar(name: string): void {
  document.querySelector(`.${PLACE} [data-bar="${name}"]`)?.remove();
}

function madePlace(): Element {
  const place = document.createElement("div");
  place.className = PLACE;
  document.body.append(place);
  return place;
}
