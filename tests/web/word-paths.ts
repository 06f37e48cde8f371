/** Lists the words of a language, for tests. */

/** Return the path of every word: `verdict.title.converged`, … */
export function paths(words: object, prefix = ""): string[] {
  return Object.entries(words).flatMap(([name, value]: [string, unknown]) =>
    typeof value === "object" && value !== null
      ? paths(value, `${prefix}${name}.`)
      : [`${prefix}${name}`],
  );
}
