/** A notebook file with the reader's code in the place of the book's. */

interface NotebookFile {
  cells: { id?: string; cell_type: string; source: string | string[]; outputs?: unknown[] }[];
}

/** Return `notebook` (JSON) with other sources, by cell; what a changed cell showed is left out. */
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
