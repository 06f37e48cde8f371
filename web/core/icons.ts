/** The icons of buttons, as SVG paths in a 24 × 24 view box. */
import { html, type Markup } from "./markup.ts";

const PATHS = {
  first: "M6 5h2.4v14H6zM19 5v14L9.4 12z",
  back: "M16.5 5v14L7 12z",
  play: "M7 4.5v15L19.5 12z",
  pause: "M6.5 5h4v14h-4zM13.5 5h4v14h-4z",
  step: "M7.5 5v14L17 12z",
  link: "M10.6 13.4a4 4 0 0 0 5.7 0l3-3a4 4 0 0 0-5.7-5.7l-1.2 1.2 1.4 1.4 1.2-1.2a2 2 0 0 1 2.9 2.9l-3 3a2 2 0 0 1-2.9 0zM13.4 10.6a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1.2-1.2-1.4-1.4-1.2 1.2a2 2 0 0 1-2.9-2.9l3-3a2 2 0 0 1 2.9 0z",
  sound:
    "M4 9h3.6L13 4.5v15L7.6 15H4zM15 8.2a4.6 4.6 0 0 1 0 7.6v-2.2a2.6 2.6 0 0 0 0-3.2zM15 4.6a8 8 0 0 1 0 14.8v-2.2a6 6 0 0 0 0-10.4z",
  frame: "M3 5h18v14H3zM5 8.5v8.5h14V8.5zM8 11l-2 2 2 2M16 11l2 2-2 2",
  stop: "M6.5 6.5h11v11h-11z",
  above: "M5 3.5h14v2.2H5zM12 7.5l5.5 6h-3.6v7h-3.8v-7H6.5z",
  copy: "M8 3h11v13H8zM10 5v9h7V5zM5 8h1.8v11H15v2H5z",
  restart: "M12 5V1.8L16.8 6.4 12 11V7.6a5.2 5.2 0 1 0 5.2 5.2h2.6A7.8 7.8 0 1 1 12 5z",
  download: "M10.9 3h2.2v9l3.2-3.2 1.5 1.5L12 16.2l-5.8-5.9 1.5-1.5 3.2 3.2zM5 18.5h14v2.2H5z",
  close:
    "M6.4 5 12 10.6 17.6 5 19 6.4 13.4 12 19 17.6 17.6 19 12 13.4 6.4 19 5 17.6 10.6 12 5 6.4z",
  magnifier:
    "M10 3.5a6.5 6.5 0 0 1 5.2 10.4l5.2 5.2-1.4 1.4-5.2-5.2A6.5 6.5 0 1 1 10 3.5zm0 2a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9z",
  reset: "M12 5V1.8L7.2 6.4 12 11V7.6a5.2 5.2 0 1 1-5.2 5.2H4.2A7.8 7.8 0 1 0 12 5z",
  remove:
    "M6.4 5l5.6 5.6L17.6 5 19 6.4 13.4 12l5.6 5.6-1.4 1.4-5.6-5.6L6.4 19 5 17.6 10.6 12 5 6.4z",
} as const;

export type IconName = keyof typeof PATHS;

export const icon = (name: IconName): Markup =>
  html`<svg class="gd-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d="${PATHS[name]}" />
  </svg>`;

/** Return the path data of an icon, to change one that is on the page. */
export const iconPath = (name: IconName): string => PATHS[name];
