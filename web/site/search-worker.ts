/**
 * The search worker that the page's configuration names (block `config` in main.html): Material takes any that
 * speaks its `SearchMessage`. This one starts Material's own and hands on what both say, but fetches the
 * documents with the first query: they weigh as much as a page. It also prepares Japanese queries.
 */
import { readFile } from "../core/read-file.ts";
import { everyWord } from "./search-query.ts";
import { SITE_WORDS } from "./words.ts";

/** The address of Material's worker, seen from this one. */
declare const GD_MATERIAL_SEARCH: string;

/** Material's `SearchMessageType`. */
const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3] as const;

type Settings = Readonly<Record<string, unknown>>;
type Received = { type: typeof SETUP; data: Settings } | { type: typeof QUERY; data: string };

const isJapanese = location.hash === "#ja";
const DOCUMENTS = new URL(
  isJapanese ? "../search/index.json" : "../en/search/index.json",
  location.href,
);

/** Return Material's worker, once it has the documents. */
async function started(settings: Settings): Promise<Worker> {
  const { docs } = await readFile(DOCUMENTS.href, (response) => response.json());
  const material = new Worker(new URL(GD_MATERIAL_SEARCH, location.href));
  await new Promise((ready, failed) => {
    material.addEventListener("message", ready, { once: true });
    material.addEventListener("error", failed, { once: true });
    material.postMessage({ type: SETUP, data: { ...settings, docs } });
  });
  material.addEventListener("message", ({ data }) => postMessage(data));
  return material;
}

/** A result that says why there is none. The next query tries again. */
function noIndex(): object {
  const title = SITE_WORDS[isJapanese ? "ja" : "en"].noIndex;
  return {
    type: RESULT,
    data: { items: [[{ location: "", title, text: "", score: 0, terms: {} }]] },
  };
}

let settings: Settings = {};
let material: Promise<Worker> | null = null;
let newest = "";

async function search(query: string): Promise<void> {
  newest = query;
  if (query.trim() === "") return postMessage({ type: RESULT, data: { items: [] } });
  try {
    const worker = await (material ??= started(settings));
    const data = isJapanese ? everyWord(query) : query;
    if (newest === query) worker.postMessage({ type: QUERY, data });
  } catch {
    material = null;
    if (newest === query) postMessage(noIndex());
  }
}

addEventListener("message", ({ data }: MessageEvent<Received>) => {
  if (data.type === SETUP) {
    settings = data.data;
    postMessage({ type: READY });
  } else if (data.type === QUERY) void search(data.data);
});
