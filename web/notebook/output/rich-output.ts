/** Entry of the bundle for figures and HTML of cells, with the sanitizers: see load-rich-output.ts. */
export { htmlFrame } from "../html-output/html-frame.ts";
export { inlineAnimation, inlineSvg } from "../html-output/inline-svg.ts";
