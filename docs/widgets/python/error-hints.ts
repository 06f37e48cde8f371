/** The Python modules that advise on errors: see error_hints/__init__.py. */
import init from "./error_hints/__init__.py";
import calls from "./error_hints/calls.py";
import characters from "./error_hints/characters.py";
import frames from "./error_hints/frames.py";
import gradientCheck from "./error_hints/gradient_check.py";
import hint from "./error_hints/hint.py";
import names from "./error_hints/names.py";
import nothing from "./error_hints/nothing.py";
import place from "./error_hints/place.py";
import reach from "./error_hints/reach.py";
import syntax from "./error_hints/syntax.py";
import typeErrors from "./error_hints/type_errors.py";
import values from "./error_hints/values.py";

export const ERROR_HINTS: Readonly<Record<string, string>> = {
  __init__: init,
  calls,
  characters,
  frames,
  gradient_check: gradientCheck,
  hint,
  names,
  nothing,
  place,
  reach,
  syntax,
  type_errors: typeErrors,
  values,
};
