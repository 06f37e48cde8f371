/** The Python modules that answer the widgets: see questions/__init__.py. */
import packageSource from "./questions/__init__.py";
import behaviour from "./questions/behaviour.py";
import contour from "./questions/contour.py";
import descent from "./questions/descent.py";
import learning from "./questions/learning.py";
import line from "./questions/line.py";
import microscope from "./questions/microscope.py";
import network from "./questions/network.py";
import program from "./questions/program.py";
import rates from "./questions/rates.py";
import training from "./questions/training.py";
import type { Question } from "./protocol.ts";

export const PACKAGE: string = packageSource;
export const QUESTIONS: Record<Question, string> = {
  contour,
  descent,
  line,
  microscope,
  network,
  rates,
  training,
};

/** What questions share. */
export const PARTS: Record<string, string> = { behaviour, learning, program };
