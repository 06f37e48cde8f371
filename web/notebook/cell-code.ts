/**
 * The code of a cell: what is shown is what runs. Whether an editor shows it plays no part here, and
 * nothing but an edit or a choice of the reader's changes what is stored.
 */
import type { Edit, Saved } from "./drafts.ts";

/** What a cell shows and runs. */
export interface Code {
  readonly text: string;
  /** The reader's code for another version of the lesson: they have yet to choose. */
  readonly earlier: string | null;
}

/** Return the code of a cell for which `edit` is stored; `lesson` is the lesson's code now. */
export function codeOf(edit: Edit | null, lesson: string): Code {
  if (edit === null) return { text: lesson, earlier: null };
  const isForThis = edit.lesson === lesson;
  const candidates = isForThis || edit.mine === edit.lesson ? [] : [edit.mine];
  if (edit.earlier !== undefined) candidates.push(edit.earlier);
  const text = isForThis ? edit.mine : lesson;
  return { text, earlier: candidates.find((one) => one !== lesson && one !== text) ?? null };
}

/** Return what is to be stored for a cell's code; null: nothing. */
export function editOf({ text, earlier }: Code, lesson: string): Edit | null {
  if (earlier !== null && earlier !== text) return { mine: text, lesson, earlier };
  return text === lesson ? null : { mine: text, lesson };
}

export class CellCode {
  #code: Code;

  constructor(
    readonly saved: Pick<Saved, "read" | "write">,
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

  /** Take up what is stored now: it may have been written elsewhere. */
  read(): void {
    this.#code = this.#stored();
  }

  /** The reader has changed the code. */
  edit(text: string): void {
    if (text === this.text) return;
    this.#write({ ...this.#code, text: withNewlines(text) });
  }

  /** The reader has chosen their earlier code, or the lesson's. */
  choose(isEarlier: boolean): void {
    const text = isEarlier && this.earlier !== null ? this.earlier : this.lesson;
    this.#write({ text, earlier: null });
  }

  #stored(): Code {
    const code = codeOf(this.saved.read(this.page, this.cell), this.lesson);
    return { ...code, text: withNewlines(code.text) };
  }

  #write(code: Code): void {
    this.#code = code;
    this.saved.write(this.page, this.cell, editOf(code, this.lesson));
  }
}

/** Return a text with its line ends written as the editor writes them. */
const withNewlines = (text: string): string => text.replace(/\r\n?/g, "\n");
