/** Advice: a sentence in which pieces of code are marked as such. */

export type Advice = readonly (string | { readonly code: string })[];

/** What is inserted as words, not as code. */
interface Plain {
  readonly plain: string;
}

export const plain = (words: string): Plain => ({ plain: words });

/** Write advice as a template literal; what is inserted is code, unless it is `plain`. */
export function advice(
  words: TemplateStringsArray,
  ...inserted: readonly (string | Plain)[]
): Advice {
  return words.flatMap((text, index) => {
    const next = inserted[index];
    if (next === undefined) return [text];
    return typeof next === "string" ? [text, { code: next }] : [text + next.plain];
  });
}

export const textOf = (pieces: Advice): string =>
  pieces.map((piece) => (typeof piece === "string" ? piece : piece.code)).join("");
