/**
 * The code of a cell: what is shown is what runs. Only an edit or a choice of the reader changes the stored
 * draft; opening the editor does not.
 */
import type { Draft, DraftStore } from "./drafts.ts";

/** The code of a cell, and an older draft that the reader may still choose. */
export interface Code {
  readonly text: string;
  /** The reader's draft for an earlier version of the lesson, until they choose between the two. */
  readonly earlier: string | null;
}

/** Return the code of a cell with a stored draft (null: none); `lesson` is the lesson's present code. */
export function codeOf(draft: Draft | null, lesson: string): Code {
  if (draft === null) return { text: lesson, earlier: null };
  const isForThis = draft.lesson === lesson;
  const candidates = isForThis || draft.mine === draft.lesson ? [] : [draft.mine];
  if (draft.earlier !== undefined) candidates.push(draft.earlier);
  const text = isForThis ? draft.mine : lesson;
  return { text, earlier: candidates.find((one) => one !== lesson && one !== text) ?? null };
}

/** Return the draft to store for a cell's code; null if there is nothing to store. */
export function draftOf({ text, earlier }: Code, lesson: string): Draft | null {
  if (earlier !== null && earlier !== text) return { mine: text, lesson, earlier };
  return text === lesson ? null : { mine: text, lesson };
}

export class CellCode {
  #code: Code;

  constructor(
    readonly drafts: Pick<DraftStore, "read" | "write">,
    readonly page: string,
    readonly cell: string,
    readonly lesson: string,
  ) {
    this.#code = this.#stored();
  }

  get text(): string {
    return this.#code.text;
  }

  get earlier(): string | null {
    return this.#code.earlier;
  }

  /** Read the stored draft again: another tab may have written it. */
  reload(): void {
    this.#code = this.#stored();
  }

  edit(text: string): void {
    if (text === this.text) return;
    this.#write({ ...this.#code, text: withNewlines(text) });
  }

  /** Take the reader's earlier draft, or the lesson's code, and drop the other. */
  choose(isEarlier: boolean): void {
    const text = isEarlier && this.earlier !== null ? this.earlier : this.lesson;
    this.#write({ text, earlier: null });
  }

  #stored(): Code {
    const code = codeOf(this.drafts.read(this.page, this.cell), this.lesson);
    return { ...code, text: withNewlines(code.text) };
  }

  #write(code: Code): void {
    this.#code = code;
    this.drafts.write(this.page, this.cell, draftOf(code, this.lesson));
  }
}

/** Return `text` with LF line ends, as CodeMirror has them. */
const withNewlines = (text: string): string => text.replace(/\r\n?/g, "\n");
