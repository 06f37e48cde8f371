/** The Python modules that answer the widgets: see questions/__init__.py. */
import packageSource from "./questions/__init__.py";
import contour from "./questions/contour.py";
import descent from "./questions/descent.py";
import network from "./questions/network.py";
import training from "./questions/training.py";
import type { Question } from "./protocol.ts";

export const PACKAGE: string = packageSource;
export const QUESTIONS: Record<Question, string> = { contour, descent, network, training };
