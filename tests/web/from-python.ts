/** Asks gdlib itself what it is, for tests. */
import { execFileSync } from "node:child_process";

/** Return what a Python expression about gdlib, or the queries of widgets, is, by way of JSON. */
export function fromPython(expression: string, module: string): unknown {
  const program = `import gdlib, json, ${module}
print(json.dumps(${expression}))`;
  return JSON.parse(execFileSync(".venv/bin/python", ["-c", program], { encoding: "utf8" }));
}
