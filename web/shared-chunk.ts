/**
 * Modules that the site and several widgets share, as one chunk: esbuild puts modules into the same chunk if
 * the same entries import them, so every entry imports this one. Modules of a single widget are not listed.
 */
import "./widget/widget-footer.ts";
import "./widgets/descent/state.ts";
import "./plot/dragging.ts";
import "./embed/share-buttons.ts";
import "./core/error-text.ts";
import "./widget/shortcut-keys.ts";
import "./widget/preload-python.ts";
import "./plot/loss-chart.ts";
import "./widget/fields/number-input.ts";
import "./offline/reload-notice.ts";
import "./widget/prerendered-data.ts";
import "./site/lazy-elements.ts";
import "./plot/plot-area.ts";
import "./widget/playback/playback.ts";
import "./widget/widget-dom.ts";
import "./core/site-storage.ts";
import "./widget/playback/playback-controls.ts";
import "./widget/update-equation.ts";
import "./core/verify-file.ts";
import "./widget/latest-request.ts";
import "./widget/compute-first-run.ts";
