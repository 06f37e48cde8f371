/**
 * What the site and its widgets share, as one file of a page instead of twenty: esbuild puts modules
 * into one file if the same scripts need them, so each script that a page fetches needs all of these.
 */
import "./address.ts";
import "./clipboard.ts";
import "./embed/assignment.ts";
import "./embed/tools.ts";
import "./error-text.ts";
import "./icons.ts";
import "./idle.ts";
import "./keys.ts";
import "./near.ts";
import "./offline/bar.ts";
import "./offline/edition.ts";
import "./offline/edition-list.ts";
import "./offline/reload-bar.ts";
import "./offline/words.ts";
import "./parts.ts";
import "./playback.ts";
import "./python/client.ts";
import "./read-file.ts";
import "./save-file.ts";
import "./site-root.ts";
import "./site-storage.ts";
import "./verify.ts";
import "./words.ts";
