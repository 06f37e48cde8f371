/** The editor of a cell: CodeMirror, loaded at a reader's first edit. */
import { autocompletion, closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import type { CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { completionKeymap } from "@codemirror/autocomplete";
import {
  defaultKeymap,
  history,
  historyKeymap,
  indentLess,
  indentMore,
  insertTab,
} from "@codemirror/commands";
import { globalCompletion, localCompletionSource, pythonLanguage } from "@codemirror/lang-python";
import {
  bracketMatching,
  HighlightStyle,
  indentOnInput,
  indentUnit,
  LanguageSupport,
  syntaxHighlighting,
} from "@codemirror/language";
import { EditorState, StateEffect, StateField } from "@codemirror/state";
import {
  Decoration,
  drawSelection,
  EditorView,
  keymap,
  type DecorationSet,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** Callbacks of the editor to its cell. */
export interface EditorEvents {
  changed(source: string): void;
  run(goOn: boolean): void;
  leave(): void;
  /** Return the completions of `text` from the Python session. */
  complete(text: string): Promise<readonly string[]>;
}

export interface Editor {
  source: string;
  focus(): void;
  /** Mark a line, counted from 1; null marks none. */
  mark(line: number | null): void;
}

const colours = HighlightStyle.define([
  {
    tag: [tags.keyword, tags.operatorKeyword, tags.self],
    color: "var(--md-code-hl-keyword-color)",
  },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--md-code-hl-string-color)" },
  { tag: tags.number, color: "var(--md-code-hl-number-color)" },
  { tag: [tags.bool, tags.null], color: "var(--md-code-hl-constant-color)" },
  { tag: tags.comment, color: "var(--md-code-hl-comment-color)" },
  {
    tag: [tags.function(tags.definition(tags.variableName)), tags.definition(tags.className)],
    color: "var(--md-code-hl-function-color)",
  },
  { tag: tags.operator, color: "var(--md-code-hl-operator-color)" },
]);

const look = EditorView.theme({
  "&": { backgroundColor: "var(--md-code-bg-color)", color: "var(--md-code-fg-color)" },
  "&.cm-focused": { outline: "2px solid var(--md-accent-fg-color)" },
  ".cm-scroller": { fontFamily: "var(--gd-code-font)", lineHeight: "1.4", overflow: "auto" },
  ".cm-content": { padding: "var(--gd-code-padding-y) 0", caretColor: "currentColor" },
  ".cm-line": { padding: "0 var(--gd-code-padding-x)" },
  ".cm-cursor": { borderLeftColor: "currentColor" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground":
    { backgroundColor: "var(--md-accent-fg-color--transparent)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--md-accent-fg-color--transparent)" },
  ".cm-failed": {
    backgroundColor: "var(--gd-failed-line)",
    boxShadow: "inset 3px 0 0 var(--gd-failed)",
  },
  ".cm-tooltip": {
    backgroundColor: "var(--md-default-bg-color)",
    color: "var(--md-default-fg-color)",
    border: "1px solid var(--md-default-fg-color--lighter)",
  },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": {
    backgroundColor: "var(--md-accent-fg-color)",
    color: "var(--md-accent-bg-color)",
  },
});

const PHONE = "(max-width: 44.9375em)";

const markLine = StateEffect.define<number | null>();

const markedLine = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, { effects, docChanged, state }) {
    for (const effect of effects) {
      if (effect.is(markLine)) return decorationOf(effect.value, state);
    }
    return docChanged ? Decoration.none : marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});

function decorationOf(line: number | null, state: EditorState): DecorationSet {
  if (line === null || line > state.doc.lines) return Decoration.none;
  return Decoration.set(Decoration.line({ class: "cm-failed" }).range(state.doc.line(line).from));
}

const sessionNames =
  (complete: EditorEvents["complete"]) =>
  async (context: CompletionContext): Promise<CompletionResult | null> => {
    const word = context.matchBefore(/[\w.]+$/);
    if (!word || (!context.explicit && word.text.length < 2)) return null;
    const base = word.text.lastIndexOf(".") + 1;
    const found = await complete(word.text);
    if (context.aborted || found.length === 0) return null;
    const options = found.map((name) => ({ label: name.slice(base), type: "variable" }));
    return { from: word.from + base, options, validFor: /^\w*$/ };
  };

/** Create an editor in `host`, in a shadow root: CodeMirror's style sheets are then allowed by the page's CSP. */
export function openEditor(
  host: HTMLElement,
  source: string,
  names: { label: string; hint: string },
  events: EditorEvents,
): Editor {
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  const runKeys = [
    { key: "Shift-Enter", run: () => (events.run(true), true) },
    { key: "Mod-Enter", run: () => (events.run(false), true) },
    { key: "Escape", run: () => (events.leave(), true) },
    {
      key: "Tab",
      run: (view: EditorView) =>
        view.state.selection.main.empty ? insertSpaces(view) : indentMore(view),
      shift: indentLess,
    },
  ];
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: source,
      extensions: [
        keymap.of([...completionKeymap, ...runKeys, ...closeBracketsKeymap, ...historyKeymap]),
        keymap.of(defaultKeymap),
        history(),
        drawSelection(),
        indentUnit.of("    "),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        autocompletion({
          override: [sessionNames(events.complete), localCompletionSource, globalCompletion],
          icons: false,
        }),
        new LanguageSupport(pythonLanguage),
        syntaxHighlighting(colours),
        look,
        markedLine,
        matchMedia(PHONE).matches ? EditorView.lineWrapping : [], // as site.css wraps the printed code
        EditorView.contentAttributes.of({
          "aria-label": names.label,
          "aria-description": names.hint,
          autocapitalize: "off",
          autocorrect: "off",
          spellcheck: "false",
        }),
        EditorView.updateListener.of(({ docChanged, state }) => {
          if (docChanged) events.changed(state.doc.toString());
        }),
      ],
    }),
  });
  return {
    get source() {
      return view.state.doc.toString();
    },
    set source(text: string) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
    },
    focus: () => view.focus(),
    mark: (line) => view.dispatch({ effects: markLine.of(line) }),
  };
}

/** Indent to the next multiple of four columns. */
function insertSpaces(view: EditorView): boolean {
  const { main } = view.state.selection;
  if (!main.empty) return insertTab(view);
  const column = main.head - view.state.doc.lineAt(main.head).from;
  view.dispatch(view.state.replaceSelection(" ".repeat(4 - (column % 4))));
  return true;
}
