/** HTML that a program made, in a frame that can reach neither the page nor the network. */

/** An empty document of the site's whose policy lets it draw and run what it is given, and reach nothing. */
declare const GD_FRAME: string;

const LOOK = `
  body { margin: 4px; font: 14px/1.5 system-ui, sans-serif; }
  table { border-collapse: collapse; } td, th { padding: 2px 8px; text-align: right; }
  img { max-width: 100%; }
  .fa { font-style: normal; } .fa-minus::before { content: "−"; } .fa-plus::before { content: "+"; }
  .fa-fast-backward::before { content: "⏮\\FE0E"; } .fa-fast-forward::before { content: "⏭\\FE0E"; }
  .fa-step-backward::before { content: "‹"; } .fa-step-forward::before { content: "›"; }
  .fa-play::before { content: "▶\\FE0E"; } .fa-pause::before { content: "⏸\\FE0E"; }
  .fa-flip-horizontal { display: inline-block; transform: scaleX(-1); }
`;

const TELL_HEIGHT = `
  new ResizeObserver(() => parent.postMessage({ height: document.documentElement.offsetHeight }, "*"))
    .observe(document.documentElement);
`;

const HIGHEST = 1200;

/** Return a frame that shows `html`, as high as its content. */
export function htmlFrame(html: string, title: string): HTMLIFrameElement {
  const frame = document.createElement("iframe");
  frame.className = "gd-html-frame";
  frame.title = title;
  frame.sandbox.add("allow-scripts");
  const own = html.replace(/<link\b[^>]*>/gi, ""); // style sheets from elsewhere
  const style = getComputedStyle(document.body);
  const colours = `:root { color: ${style.color}; color-scheme: ${isDark() ? "dark" : "light"}; }`;
  const content =
    `<!doctype html><meta charset="utf-8">` +
    `<style>${LOOK}${colours}</style>${own}<script>${TELL_HEIGHT}</script>`;
  const give = () => frame.contentWindow!.postMessage(content, "*"); // its origin has no name
  frame.addEventListener("load", give, { once: true });
  frame.src = new URL(GD_FRAME, import.meta.url).href;
  addEventListener("message", ({ source, data }: MessageEvent<{ height?: unknown }>) => {
    if (source !== frame.contentWindow || typeof data.height !== "number") return;
    frame.style.height = `${Math.min(HIGHEST, Math.ceil(data.height) + 2)}px`;
  });
  return frame;
}

const isDark = (): boolean => document.body.getAttribute("data-md-color-scheme") === "slate";
