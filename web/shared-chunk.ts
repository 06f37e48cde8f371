/**
 * What the site and several of its widgets share: one file of a page. esbuild puts modules into one file if
 * the same entries need them, so every entry imports this one. A module of one widget alone is not named.
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
import "./widget/playback.ts";
import "./widget/widget-dom.ts";
import "./core/site-storage.ts";
import "./widget/playback-controls.ts";
import "./widget/update-equation.ts";
import "./core/verify-file.ts";
import "./widget/latest-request.ts";
import "./widget/compute-first-run.ts";
