/** The Python modules that answer the widgets: see questions/__init__.py. */
import packageSource from "./questions/__init__.py";
import contour from "./questions/contour.py";
import descent from "./questions/descent.py";
import microscope from "./questions/microscope.py";
import network from "./questions/network.py";
import rates from "./questions/rates.py";
import training from "./questions/training.py";
import type { Question } from "./protocol.ts";

export const PACKAGE: string = packageSource;
export const QUESTIONS: Record<Question, string> = {
  contour,
  descent,
  microscope,
  network,
  rates,
  training,
};
