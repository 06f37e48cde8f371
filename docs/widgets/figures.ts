/** What several figures share, as one file of a page (everywhere.ts says how): each of them needs all of these. */
import "./everywhere.ts";
import "./descent/run.ts";
import "./descent/slopes.ts";
import "./descent/state.ts";
import "./load-ahead.ts";
import "./loss-chart.ts";
import "./number-typing.ts";
import "./page-run.ts";
import "./plane.ts";
import "./rate-field.ts";
import "./stage.ts";
import "./status-line.ts";
import "./transport.ts";
import "./update-line.ts";
import "./wishes.ts";
import "./without-run.ts";
