/**
 * What the site and several of its widgets share: one file of a page. esbuild puts modules into one file if
 * the same entries need them, so every entry imports this one. A module of one widget alone is not named.
 */
import "./below.ts";
import "./descent/state.ts";
import "./dragging.ts";
import "./embed/tools.ts";
import "./error-text.ts";
import "./keys.ts";
import "./load-ahead.ts";
import "./loss-chart.ts";
import "./number-typing.ts";
import "./offline/reload-bar.ts";
import "./page-run.ts";
import "./parts.ts";
import "./plane.ts";
import "./playback.ts";
import "./stage.ts";
import "./site-storage.ts";
import "./transport.ts";
import "./update-line.ts";
import "./verify.ts";
import "./wishes.ts";
import "./without-run.ts";
