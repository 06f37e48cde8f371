/** The text of a hint: sentences with pieces of code. */

export type Advice = readonly (string | { readonly code: string })[];

/** Returns the text of a hint from its arguments, such as names, types or expressions: see error_hints. */
export type Advise = (...given: readonly string[]) => Advice;

/** Text that is inserted as words, not as code. */
interface Plain {
  readonly plain: string;
}

export const plain = (words: string): Plain => ({ plain: words });

/** Template tag for advice; interpolated strings are code, unless wrapped in `plain`. */
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
