/** The messages between the page and its Python worker. Every answer carries the id of its request. */

import type { FitFacts, FitParameters } from "../widgets/line/query.ts";
import type {
  NetworkFacts,
  NetworkParameters,
  TrainingParameters,
} from "../widgets/network/query.ts";
import type { SweepFacts, SweepParameters } from "../widgets/rates/query.ts";

/** The queries: one entry for each module of queries/, with its parameters and its facts. */
export interface Queries {
  descent: { parameters: DescentParameters; facts: DescentFacts };
  microscope: { parameters: SlopeParameters; facts: SlopeFacts };
  contour: { parameters: ContourParameters; facts: ContourFacts };
  line: { parameters: FitParameters; facts: FitFacts };
  rates: { parameters: SweepParameters; facts: SweepFacts };
  network: { parameters: NetworkParameters; facts: NetworkFacts };
  training: { parameters: TrainingParameters; facts: NetworkFacts };
}

export interface DescentParameters {
  readonly loss: string;
  /** Null: the landscape's own start. */
  readonly t: number | null;
  /** Null: the landscape's own learning rate. */
  readonly lr: number | null;
  readonly steps: number;
}

/** The fields of gdlib.Verdict, for one run. */
export interface Verdict {
  readonly kind: Behaviour;
  /** The iteration from which on `kind` holds. */
  readonly step: number;
  readonly minimum: number | null;
  readonly is_global: boolean | null;
  readonly lr: number;
  readonly limit: number | null;
  /** The distance to the minimum that counts as arrived. */
  readonly tolerance: number;
  /** When the run arrives, or would if it went on. */
  readonly needed: number | null;
  readonly safer_lr: number | null;
}

export const BEHAVIOURS = [
  "not_started",
  "at_minimum",
  "flat_point",
  "one_step",
  "converged",
  "converged_swinging",
  "approaching",
  "swinging",
  "oscillates",
  "diverges",
] as const;

/** gdlib.Behaviour. */
export type Behaviour = (typeof BEHAVIOURS)[number];

export interface DescentFacts {
  readonly parameters: {
    readonly loss: string;
    readonly t: number;
    readonly lr: number;
    readonly steps: number;
  };
  readonly formula: string;
  /** t from, t to, loss from, loss to. */
  readonly view: readonly [number, number, number, number];
  readonly minima: readonly number[];
  /** The learning rate that lands in one step, where there is one. */
  readonly landing: number | null;
  /** The learning rate from which on runs may not settle, where there is one. */
  readonly limit: number | null;
  /** How many updates were made. There is one state more, unless the last one left the range of floats. */
  readonly updates: number;
  readonly ended: "steps_done" | "tolerance_reached" | "diverged";
  readonly verdict: Verdict;
  readonly program: string;
  /** A program that measures one slope of the run, with placeholders: iteration `{n}`, distance `{h}`. */
  readonly slope_program: string;
  /** At each state, the effect of the microscope's default distance; null if it was not asked for. */
  readonly effects: readonly Effect[] | null;
}

/** One slope, to be measured with every distance. */
export interface SlopeParameters {
  readonly loss: string;
  readonly t: number;
}

export const EFFECTS = ["vanished", "corner", "good", "large", "small"] as const;

/** What a distance does to a forward difference: see `effects` in queries/microscope.py. */
export type Effect = (typeof EFFECTS)[number];

export interface SlopeFacts {
  readonly parameters: SlopeParameters;
  readonly effects: readonly Effect[];
}

/** Null leaves a parameter to gdlib. */
export interface ContourParameters {
  readonly surface: string;
  /** Of the bowl; null for other surfaces. */
  readonly condition: number | null;
  readonly x: number | null;
  readonly y: number | null;
  /** "momentum lr:0.02 beta:0.9; adam". */
  readonly race: string | null;
  readonly steps: number;
  /** Whether the loss all over the surface is wanted, for its contour lines. */
  readonly map: boolean;
  /** Whether verdicts and the program are wanted. */
  readonly words: boolean;
}

export const SURFACE_BEHAVIOURS = [
  "not_started",
  "converged",
  "approaching",
  "flat_point",
  "oscillates",
  "diverges",
] as const;

/** gdlib.SurfaceBehaviour. */
export type SurfaceBehaviour = (typeof SURFACE_BEHAVIOURS)[number];

/** The fields of gdlib.SurfaceVerdict, for one run on a surface, with `is_global` and `safer_lr`. */
export interface SurfaceVerdict {
  readonly kind: SurfaceBehaviour;
  readonly step: number;
  readonly minimum: readonly [number, number] | null;
  /** Whether no other minimum is lower. */
  readonly is_global: boolean | null;
  readonly limit: number | null;
  /** A rate that settles, if this one does not. */
  readonly safer_lr: number | null;
}

/** An optimizer in a race, with all that was chosen or left to gdlib. */
export interface RaceEntry {
  readonly optimizer: string;
  readonly lr: number;
  readonly hyperparameters: Readonly<Record<string, number>>;
}

export interface ContourFacts {
  readonly parameters: {
    readonly surface: string;
    readonly condition: number | null;
    readonly x: number;
    readonly y: number;
    readonly race: readonly RaceEntry[];
    readonly steps: number;
  };
  readonly formula: string;
  /** x from, x to, y from, y to: a square. */
  readonly view: readonly [number, number, number, number];
  readonly minima: readonly (readonly [number, number])[];
  /** The lowest loss there is. */
  readonly lowest_loss: number;
  readonly runs: readonly {
    readonly updates: number;
    readonly ended: "steps_done" | "tolerance_reached" | "diverged";
  }[];
  /** The heights of the contour lines; null without the map. */
  readonly levels: readonly number[] | null;
  /** Null without words, as is the program. */
  readonly verdicts: readonly SurfaceVerdict[] | null;
  readonly program: string | null;
}

export type Query = keyof Queries;
export type Columns = Readonly<Record<string, Float64Array>>;

export interface Answer<Q extends Query> {
  readonly facts: Queries[Q]["facts"];
  readonly columns: Columns;
}

/** Sizes and packages of the packed Pyodide. */
export interface Runtime {
  /** Bytes, unpacked, of what a boot fetches. */
  readonly bytes: number;
  /** The packages that can be loaded, by name. */
  readonly packages: Readonly<Record<string, Package>>;
}

export interface Package {
  /** The modules it provides. */
  readonly imports: readonly string[];
  /** The packages it needs. */
  readonly depends: readonly string[];
  /** The size of its file. */
  readonly bytes: number;
}

/** A cell to be run. */
export interface CellRequest {
  /** Whose session: cells of one page share their names. */
  readonly page: string;
  readonly cell: string;
  readonly source: string;
  /** Whether its names are hidden from the page's other cells. */
  readonly alone?: boolean;
  /** An exercise's check: a program for checking.py, run after `source`. */
  readonly check?: string;
  /** An expression whose value a reader has predicted. */
  readonly answer?: string;
}

/** One result of an exercise's check: see session/checking.py. */
export interface Finding {
  readonly what: "value" | "range" | "line" | "labels" | "forbidden";
  readonly tested: string;
  readonly expected: string;
  readonly got: string;
  readonly ok: boolean;
  /** What to think about if it is not right, in the page's language. */
  readonly why: string;
}

export interface Printed {
  readonly kind: "stdout" | "stderr";
  /** One text, or the two ends of one that was too long. */
  readonly text: readonly string[];
  /** How many lines are omitted between the two ends. */
  readonly omitted: number;
  /** How many characters are omitted. */
  readonly characters: number;
}

export interface Result {
  readonly kind: "result" | "display";
  readonly text: string;
  readonly svg?: string;
  readonly html?: string;
  /** Base64; PNG, or another format that browsers know. */
  readonly png?: string;
}

/** The display id of an output: `update_display` replaces the output that has it. */
export interface DisplayPlace {
  readonly id?: string;
  readonly isUpdate?: boolean;
}

/** A result, a figure or an animation that a cell shows. */
export type Shown = DisplayPlace &
  (
    | Result
    | { readonly kind: "figure"; readonly svg: string }
    | ({ readonly kind: "animation" } & RenderedAnimation)
  );

/** A Matplotlib animation, rendered by session/animation_writer.py. */
export interface RenderedAnimation {
  /** The number of frames. */
  readonly frames: number;
  /** Milliseconds from one to the next. */
  readonly interval: number;
  /** Whether it starts again after the last frame. */
  readonly repeats: boolean;
  /** All frames in one SVG: its elements with `data-frame` are shown in turn. */
  readonly svg?: string;
  /** Or one image for each frame: SVG, or PNG or JPEG in Base64. */
  readonly pictures?: readonly string[];
}

export type Output =
  | Printed
  | Shown
  | ({ readonly kind: "hint" } & Hint)
  /** `clear_output(wait)`: remove the output, now or when the next output arrives. */
  | { readonly kind: "clear"; readonly wait: boolean }
  /** How many results and figures are omitted, because they are too many for the page. */
  | { readonly kind: "omitted"; readonly items: number };

/** What a running cell sends to the page: its output and its progress. */
export type CellEvent =
  | Output
  /** How many frames of an animation are drawn. */
  | { readonly kind: "drawing"; readonly frames: number }
  | {
      readonly kind: "packages";
      readonly names: readonly string[];
      readonly bytes: number;
      readonly total: number;
    }
  | { readonly kind: "running" }
  | InputRequest;

/** `input(prompt)` waits for `Python.reply`. */
export interface InputRequest {
  readonly kind: "asking";
  readonly prompt: string;
  /** "lines": one of several, which an empty one ends; "secret": shown as a password. */
  readonly line: "line" | "lines" | "secret";
}

/** Why a cell ended with an error, in Python's words. */
export interface CellError {
  readonly name: string;
  readonly message: string;
  readonly traceback: string;
  /** The line of this cell, counted from 1. */
  readonly line: number | null;
  readonly hint?: Hint | null;
  /** Which lines of the traceback show a library's frames, in order. */
  readonly folds?: readonly Fold[];
}

/** Advice on an error: an id, for which the page has the words, and their arguments; from error_hints. */
export interface Hint {
  readonly id: string;
  readonly arguments: readonly string[];
}

/** Lines of a traceback, counted from 0, up to but not including `end`. */
export interface Fold {
  readonly start: number;
  readonly end: number;
  readonly frames: number;
  readonly library: string;
}

export type Outcome =
  | {
      readonly ended: "done";
      readonly seconds: number;
      readonly error: null;
      readonly findings?: readonly Finding[];
      readonly answer?: number;
    }
  | { readonly ended: "error"; readonly seconds: number; readonly error: CellError }
  /** A package did not load; nothing was run. */
  | { readonly ended: "unloaded"; readonly failure: Failure };

export type ToWorker =
  | { readonly kind: "boot"; readonly runtime: Runtime }
  /** A file of the runtime, or why it could not be fetched. */
  | {
      readonly kind: "file";
      readonly name: string;
      readonly content: Blob;
      readonly failure?: never;
    }
  | {
      readonly kind: "file";
      readonly name: string;
      readonly failure: Failure;
      readonly content?: never;
    }
  | {
      readonly kind: "ask";
      readonly id: number;
      readonly query: Query;
      readonly parameters: unknown;
    }
  | { readonly kind: "run"; readonly id: number; readonly request: CellRequest }
  | { readonly kind: "reply"; readonly id: number; readonly line: string }
  | { readonly kind: "call"; readonly id: number; readonly call: Call };

/** A call of a function of session/cells.py that returns at once. */
export type Call =
  | { readonly name: "complete"; readonly page: string; readonly text: string }
  | { readonly name: "versions" };

/** Completions, and versions by name. */
export interface CallResults {
  complete: readonly string[];
  versions: Readonly<Record<string, string>>;
}

/** The stage of loading Python. */
export type Stage = "download" | "start";

/** Why Python, or a package, did not load. */
export interface Failure {
  /** The file that could not be fetched; null if something else failed. */
  readonly file: string | null;
  /** The HTTP status of its response; null without a response, or without a file. */
  readonly status: number | null;
  /** The message of the browser or of Pyodide. */
  readonly message: string;
}

export type FromWorker =
  /** Requests a file of the runtime. */
  | { readonly kind: "fetch"; readonly name: string }
  | { readonly kind: "ready" }
  | { readonly kind: "failed"; readonly failure: Failure }
  /** Packages that a query needs are being fetched. */
  | { readonly kind: "fetching"; readonly total: number }
  /** A package that a query needs did not load. */
  | { readonly kind: "unloaded"; readonly id: number; readonly failure: Failure }
  | {
      readonly kind: "answer";
      readonly id: number;
      readonly facts: unknown;
      readonly columns: Columns;
    }
  | {
      readonly kind: "refusal";
      readonly id: number;
      readonly message: string;
      /** Whether it is a ValueError: gdlib refuses the query's parameters. */
      readonly isMeant: boolean;
    }
  | { readonly kind: "event"; readonly id: number; readonly event: CellEvent }
  | { readonly kind: "outcome"; readonly id: number; readonly outcome: Outcome }
  | { readonly kind: "result"; readonly id: number; readonly result: unknown };

/** The state of Python, which pages show to the reader. */
export type Status =
  | { readonly state: "idle" }
  | {
      readonly state: "loading";
      readonly stage: Stage;
      readonly bytes: number;
      readonly total: number;
    }
  | { readonly state: "ready" }
  | { readonly state: "running" }
  | { readonly state: "stopped" }
  /** Python is ready, but a package that was needed did not load. */
  | { readonly state: "unloaded"; readonly failure: Failure }
  | { readonly state: "failed"; readonly failure: Failure };
