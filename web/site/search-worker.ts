/**
 * The search worker in the page's configuration (block `config` in main.html), speaking Material's
 * `SearchMessage`. It wraps Material's own worker, but loads the index at the first query, as it is as large as
 * a page, and rewrites Japanese queries.
 */
import { readFile } from "../core/read-file.ts";
import { requireAllWords } from "./search-query.ts";
import { SITE_WORDS } from "./words.ts";

/** The URL of Material's worker, relative to this one. */
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

/** Start Material's worker with the documents of the index. */
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

/** Return a search result that says that the index could not be loaded; the next query retries. */
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
    const data = isJapanese ? requireAllWords(query) : query;
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
