/** The notebook file to download: the lesson's, with the reader's code. */

interface NotebookFile {
  cells: { id?: string; cell_type: string; source: string | string[]; outputs?: unknown[] }[];
}

/** Return `notebook` (JSON) with sources replaced, by cell id; outputs of changed cells are removed. */
export function withSources(notebook: string, sources: ReadonlyMap<string, string>): string {
  const file = JSON.parse(notebook) as NotebookFile;
  for (const cell of file.cells) {
    const mine = sources.get(cell.id ?? "");
    const own = [cell.source].flat().join("");
    if (mine === undefined || mine === own || cell.cell_type !== "code") continue;
    cell.source = mine;
    cell.outputs = [];
  }
  return JSON.stringify(file, null, 1);
}
