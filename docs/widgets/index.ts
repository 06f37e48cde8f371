/** All that runs in the reader's browser: the site itself, and its widgets. */
import { defineDescent } from "./descent/element.ts";
import { defineFilm } from "./film/element.ts";
import { isUnmetered, python } from "./python/here.ts";
import { startSite } from "./site/index.ts";

startSite();
defineDescent(python, isUnmetered);
defineFilm();
