"""Hints on errors: each program is run, and its hint is compared by identifier.

The words are in web/notebook/hints/advice/, whose test sees to it that there are some for
every identifier.
"""

import asyncio
import builtins
import json
import linecache
import sys

import numpy as np
import pytest

INTEGER = np.dtype(int).name  # 32 bits in a browser


@pytest.fixture(autouse=True)
def restore_process(monkeypatch):
    """Restore what a cell changes in this process."""
    monkeypatch.setattr(sys, "stdout", sys.stdout)
    monkeypatch.setattr(sys, "stderr", sys.stderr)
    monkeypatch.setattr(builtins, "input", builtins.input)
    for name in [name for name in linecache.cache if name.startswith("cell_")]:
        del linecache.cache[name]


@pytest.fixture
def session(monkeypatch):
    from web.python.session import cells as session

    monkeypatch.setattr(session, "_sessions", {})
    monkeypatch.setattr(session, "_current", None)
    return session


def run_cell(session, source, cell="loop"):
    """Run a cell and return its error."""
    request = json.dumps({"page": "a", "cell": cell, "source": source})
    return json.loads(asyncio.run(session.run(request, lambda _: None, None)))["error"]


def hint(session, source):
    """Run a cell that fails; return the identifier of the advice and what it is about, or None."""
    found = run_cell(session, source)["hint"]
    return found and (found["id"], *found["arguments"])


CHARACTERS = [
    ("print（1)", ("character", "1", "6", "（", "U+FF08", "fullWidthBracket", "(")),
    ("print(1）", ("character", "1", "8", "）", "U+FF09", "fullWidthBracket", ")")),
    ("x = 1\nprint（x）", ("character", "2", "6", "（", "U+FF08", "fullWidthBracket", "(")),
    ("a = ［1, 2］", ("character", "1", "5", "［", "U+FF3B", "fullWidthBracket", "[")),
    ("x = １２", ("character", "1", "5", "１", "U+FF11", "fullWidthDigit", "1")),
    ("x = 5０", ("character", "1", "6", "０", "U+FF10", "fullWidthDigit", "0")),
    ("x＝5", ("character", "1", "2", "＝", "U+FF1D", "equals", "=")),
    ("x = 0．05", ("character", "1", "6", "．", "U+FF0E", "fullWidthPeriod", ".")),
    ("f(1、2)", ("character", "1", "4", "、", "U+3001", "ideographicComma", ",")),
    ("f(1，2)", ("character", "1", "4", "，", "U+FF0C", "fullWidthComma", ",")),
    ("x = 3。", ("character", "1", "6", "。", "U+3002", "ideographicPeriod", ".")),
    ("if 1：\n    pass", ("character", "1", "5", "：", "U+FF1A", "colon", ":")),
    ("x = 1；", ("character", "1", "6", "；", "U+FF1B", "semicolon", ";")),
    ("print(“a”)", ("character", "1", "7", "“", "U+201C", "doubleQuote", '"')),
    ("print(‘a’)", ("character", "1", "7", "‘", "U+2018", "singleQuote", "'")),
    ('print("a”)', ("character", "1", "9", "”", "U+201D", "doubleQuote", '"')),
    ("print('a’)", ("character", "1", "9", "’", "U+2019", "singleQuote", "'")),
    ("print(＂a＂)", ("character", "1", "7", "＂", "U+FF02", "doubleQuote", '"')),
    ("「a」", ("character", "1", "1", "「", "U+300C", "quoteBracket", '"')),
    ("5−3", ("character", "1", "2", "−", "U+2212", "minus", "-")),
    ("5－3", ("character", "1", "2", "－", "U+FF0D", "minus", "-")),
    ("5–3", ("character", "1", "2", "–", "U+2013", "dash", "-")),
    ("5×3", ("character", "1", "2", "×", "U+00D7", "times", "*")),
    ("6÷3", ("character", "1", "2", "÷", "U+00F7", "division", "/")),
    ("x²", ("character", "1", "2", "²", "U+00B2", "superscript", "**2")),
    ("3 ≤ 5", ("character", "1", "3", "≤", "U+2264", "comparison", "<=")),
    ("x＋1", ("character", "1", "2", "＋", "U+FF0B", "fullWidthSign", "+")),
    ("x＊2", ("character", "1", "2", "＊", "U+FF0A", "fullWidthSign", "*")),
    ("1 ＜ 2", ("character", "1", "3", "＜", "U+FF1C", "fullWidthSign", "<")),
    ("\ufeffx = 1", ("character", "1", "1", "\ufeff", "U+FEFF", "byteOrderMark", "")),
    ("x\u3000= 1", ("character", "1", "2", "\u3000", "U+3000", "ideographicSpace", " ")),
    ("\u3000x = 1", ("character", "1", "1", "\u3000", "U+3000", "ideographicSpace", " ")),
    ("x\xa0= 1", ("character", "1", "2", "\xa0", "U+00A0", "noBreakSpace", " ")),
    ("x\u2003= 1", ("character", "1", "2", "\u2003", "U+2003", "otherSpace", " ")),
    ("x\u200b = 1", ("character", "1", "2", "\u200b", "U+200B", "invisible", "")),
    ("x = 1\u2060", ("character", "1", "6", "\u2060", "U+2060", "invisible", "")),
    ("x = 5\u2028y = 2", ("character", "1", "6", "\u2028", "U+2028", "invisible", "")),
    ("x = 1\u200e", ("character", "1", "6", "\u200e", "U+200E", "invisible", "")),
    ("＃ comment", ("character", "1", "1", "＃", "U+FF03", "fullWidthSign", "#")),
    (
        "ｆｏｒ i in range(3):\n    pass",
        ("character", "1", "1", "ｆ", "U+FF46", "fullWidthLetter", "f"),
    ),
    ("ｉｆ True:\n    pass", ("character", "1", "1", "ｉ", "U+FF49", "fullWidthLetter", "i")),
    ("x = ー5", ("character", "1", "5", "ー", "U+30FC", "longVowel", "-")),
    ("5 ー 3", ("character", "1", "3", "ー", "U+30FC", "longVowel", "-")),
    ("x = √2", ("character", "1", "5", "√", "U+221A", "other", "")),
    ("x → 2", ("character", "1", "3", "→", "U+2192", "other", "")),
    ("Ｔｒｕｅ", ("character", "1", "1", "Ｔ", "U+FF34", "fullWidthLetter", "T")),
    ("ｌoss + 1", ("character", "1", "1", "ｌ", "U+FF4C", "fullWidthLetter", "l")),
    ("рrint(1)", ("character", "1", "1", "р", "U+0440", "otherScript", "p")),
    ("t = 3\nt️ + 1", ("character", "2", "2", "️", "U+FE0F", "invisible", "")),
    ("f'{（1)}'", ("character", "1", "4", "（", "U+FF08", "fullWidthBracket", "(")),
    ("日本語 = １", ("character", "1", "7", "１", "U+FF11", "fullWidthDigit", "1")),
]
SYNTAX = [
    ("t = 3\n5t", ("numberAndName", "5t", "5 * t")),
    ("y = 2x + 3", ("numberAndName", "2x", "2 * x")),
    ("0.5t", ("numberAndName", "0.5t", "0.5 * t")),
    ("2 t", ("numberAndName", "2 t", "2 * t")),
    ("print(2 t)", ("numberAndName", "2 t", "2 * t")),
    ("2nd = 5", ("nameBegins", "2nd")),
    ("print x", ("print", "print(x)")),
    ("print 'a'", ("print", "print('a')")),
    ("x = 3\nif x = 3:\n    pass", ("equals",)),
    ("while x = 3:\n    pass", ("equals",)),
    ("5 = x", ("assign",)),
    ("f(x) = 3", ("assign",)),
    ("x = 3\nif x > 3\n    pass", ("colon", "if")),
    ("for i in range(3)\n    pass", ("colon", "for")),
    ("def f(x)\n    return x", ("colon", "def")),
    ("if x:\n    pass\nelse if y:\n    pass", ("elseIf",)),
    ("print((1)\nx = 2", ("notClosed", "(", "1")),
    ("f(1]", ("wrongBracket", "(", "]")),
    ("1)", ("unmatched", ")")),
    ("'abc", ("notEnded", "1")),
    ("'''abc", ("tripleNotEnded", "1")),
    ("x++", ("increment", "x++", "x += 1")),
    ("x--", ("increment", "x--", "x -= 1")),
    ("x && y", ("sign", "&&", "and")),
    ("x || y", ("sign", "||", "or")),
    ("!x", ("sign", "!", "not")),
    ("x =< 3", ("sign", "=<", "<=")),
    ("x <> 3", ("sign", "<>", "!=")),
    ("x = 1\nx - = 1", ("sign", "- =", "-=")),
    ("%matplotlib inline", ("magicMatplotlib", "%matplotlib")),
    ("%timeit f(1)", ("magicTime", "%timeit")),
    ("%%time\nx = 1", ("magicTime", "%%time")),
    ("%load_ext autoreload", ("magic", "%load_ext")),
    (">>> x = 1", ("prompt", ">>>")),
    (">>>x = 1", ("prompt", ">>>")),
    ("... x = 1", ("prompt", "...")),
    ("In [1]: x = 1", ("prompt", "In [1]:")),
    ("In [12]: import math", ("prompt", "In [12]:")),
    ("Out[1]: 5", ("prompt", "Out[1]:")),
    ("!pip install numpy", ("install",)),
    ("!ls", ("shell", "!ls")),
    ("pip install numpy", ("install",)),
    ("%pip install numpy", ("install",)),
    ("conda install numpy", ("install",)),
    ("np.sum?", ("help", "help(np.sum)")),
    ("?print", ("help", "help(print)")),
    ("for i in range(3):\nprint(i)", ("block", "for", "1")),
    ("def f():\nreturn 1", ("block", "def", "1")),
    ("  x = 1", ("unexpectedIndent",)),
    ("if 1:\n    x = 1\n  y = 2", ("indentation",)),
    ("if 1:\n\tx = 1\n        y = 2", ("tabs",)),
    ("return 5", ("outside", "return")),
    ("break", ("outside", "break")),
    ("012", ("leadingZeros",)),
    ("[1 2]", ("comma",)),
    ("f(lr=1, 2)", ("argumentOrder",)),
    ("f(lr=1, lr=2)", ("repeated", "lr")),
    ("'C:\\Users'", ("backslash",)),
    ("lambda = 0.1", ("reserved", "lambda", "lambda_")),
    ("f(lambda=1)", ("reserved", "lambda", "lambda_")),
    ("x = 3 if y", ("ifExpression",)),
    ("x = 5 +", ("syntax",)),
    ("try:\n    x\nexcept ValueError, e:\n    pass", ("except",)),
]
NAMES = [
    ("x = y + 1", ("name", "y")),
    ("pritn(1)", ("spelling", "pritn", "print")),
    ("Print(1)", ("spelling", "Print", "print")),
    ("learning_rate = 1\nlearning_rat", ("spelling", "learning_rat", "learning_rate")),
    ("true", ("spelling", "true", "True")),
    ("null", ("otherLanguage", "null", "None")),
    ("sin(1)", ("moduleNeeded", "sin", "import math", "math.sin")),
    ("import numpy as np\nsin(1)", ("inModule", "sin", "np.sin")),
    ("import math\nsin(1)", ("inModule", "sin", "math.sin")),
    ("import math as m\nimport numpy\nexp(1)", ("inModule", "exp", "numpy.exp")),
    ("pi", ("moduleNeeded", "pi", "import math", "math.pi")),
    ("import numpy as np\npi", ("inModule", "pi", "np.pi")),
    ("np.pi", ("importFirst", "import numpy as np")),
    ("plt.plot([1])", ("importFirst", "import matplotlib.pyplot as plt")),
    ("array([1])", ("moduleNeeded", "array", "import numpy as np", "np.array")),
    ("plot([1])", ("moduleNeeded", "plot", "import matplotlib.pyplot as plt", "plt.plot")),
    ("random.random()", ("importFirst", "import random")),
    ("squared_error(1, 2)", ("importFirst", "from gdlib import squared_error")),
    ("get_ipython()", ("ipython", "get_ipython")),
    ("def f():\n    n += 1\nn = 0\nf()", ("unbound", "n")),
    ("π", ("otherLanguage", "π", "math.pi")),
]
IMPORTS = [
    ("import numpi", ("module", "numpi", "numpy")),
    ("import Numpy", ("module", "Numpy", "numpy")),
    ("import torch", ("module", "torch", "")),
    ("import np", ("importFirst", "import numpy as np")),
    ("import numpy.linagl", ("notInModule", "linagl", "numpy", "linalg")),
    ("import math.sin", ("fromImport", "from math import sin")),
    ("import gdlib.optimizer", ("notInModule", "optimizer", "gdlib", "optimizers")),
    ("from gdlib import squared_eror", ("notInModule", "squared_eror", "gdlib", "squared_error")),
    ("from numpy import aray", ("notInModule", "aray", "numpy", "array")),
    ("from math import sine", ("notInModule", "sine", "math", "sin")),
    ("import matplotlib.pyplt", ("notInModule", "pyplt", "matplotlib", "pyplot")),
    ("import importlib\nimportlib.import_module('nowhere')", ("module", "nowhere", "")),
    ("import pyplot", ("importFirst", "import matplotlib.pyplot as plt")),
]
ATTRIBUTES = [
    ("import numpy as np\nnp.aray([1])", ("notInModule", "aray", "numpy", "array")),
    (
        "import matplotlib.pyplot as plt\nplt.polt([1])",
        ("notInModule", "polt", "matplotlib.pyplot", "plot"),
    ),
    ("import gdlib\ngdlib.recrod", ("notInModule", "recrod", "gdlib", "record")),
    ("import math\nmath.sine(1)", ("notInModule", "sine", "math", "sin")),
    ("[].push(1)", ("instead", "push", "list", "append")),
    ("'a'.uper()", ("attributeSpelling", "uper", "str", "upper")),
    ("[1, 2].mean()", ("ofArray", "mean", "list", "np.array([1, 2]).mean()")),
    ("x = [1, 2]\nx.shape", ("ofArray", "shape", "list", "np.array(x).shape")),
    ("x = [1, 2]\nx.lenght", ("length", "lenght", "list", "len(x)")),
    ("import numpy as np\nx = np.array([1])\nx.append(2)", ("arrayAppend", "append")),
    (
        "import numpy as np\nnp = 5\nnp.array([1])",
        ("shadowedModule", "np", "int", "import numpy as np"),
    ),
    ("import numpy as np\nnp.float", ("removedAlias", "np.float", "float")),
    ("x = 5\nx.foo", ("attribute", "foo", "int")),
    ("{}.has_key(1)", ("instead", "has_key", "dict", "in")),
    ("import matplotlib.pyplot as plt\nplt.plot([1], colour='r')", ("keyword", "colour", "color")),
    ("import numpy as np, math\nmath.array([1])", ("inModule", "array", "np.array")),
]
CALLS = [
    ("sum = 0\nsum([1])", ("shadowedBuiltin", "sum", "int")),
    ("list = [1]\nlist(range(3))", ("shadowedBuiltin", "list", "list")),
    ("max = 3\nmax(1, 2)", ("shadowedBuiltin", "max", "int")),
    ("def loss(t):\n    return t\nloss = loss(3)\nloss(4)", ("shadowedFunction", "loss", "int")),
    ("2(3)", ("product", "2 * 3", "2", "int")),
    ("t = 5.0\n2(t + 1)", ("product", "2 * (t + 1)", "2", "int")),
    ("t = 5.0\ny = 2\nt(5 - y)", ("product", "t * (5 - y)", "t", "float")),
    ("(1 + 2)(3)", ("product", "(1 + 2) * 3", "1 + 2", "int")),
    ("x = [1]\nx(0)", ("squareBrackets", "list", "x[0]")),
    ("d = {'a': 1}\nd('a')", ("squareBrackets", "dict", "d['a']")),
    ("import numpy as np\na = np.ones(2)\na(0)", ("squareBrackets", "numpy.ndarray", "a[0]")),
    ("import numpy as np\na = np.ones(2)\na.shape()", ("noFunction", "a.shape", "tuple")),
    ("import numpy as np\na = np.ones(2)\na.shape(0)", ("squareBrackets", "tuple", "a.shape[0]")),
    ("[(1, 2)(3, 4)]", ("commaMissing",)),
    ("import random\nrandom()", ("moduleCalled", "random", "random.random")),
    ("from gdlib import squared_error\nsquared_error(5)", ("signature", "squared_error(t, y)")),
    (
        "from gdlib import calc_gradient\ncalc_gradient(1, 2, 3)",
        ("signature", "calc_gradient(t, y)"),
    ),
    (
        "from gdlib import record\nrecord(abs)",
        ("signature", "record(loss, gradient, t, *, lr=0.1, steps=50, tolerance=None, rule=None)"),
    ),
    (
        "from gdlib import record\nrecord(abs, abs, 1.0, step=5)",
        (
            "keywordOf",
            "step",
            "steps",
            "record(loss, gradient, t, *, lr=0.1, steps=50, tolerance=None, rule=None)",
        ),
    ),
    (
        "from gdlib import record\nrecord(abs, abs, 1.0, 0.1)",
        ("signature", "record(loss, gradient, t, *, lr=0.1, steps=50, tolerance=None, rule=None)"),
    ),
    (
        "import gdlib\ngdlib.Adam(rate=0.1)",
        ("signature", "gdlib.Adam(*, beta1=0.9, beta2=0.999, epsilon=1e-08)"),
    ),
    ("import gdlib\ngdlib.landscape('squared_error').loss(1, 2, 3)", ("call",)),
    (
        "from gdlib import record, squared_error, calc_gradient\n"
        "record(squared_error, calc_gradient, -5.0)",
        ("functionOfT", "squared_error"),
    ),
    (
        "from functools import partial\nfrom gdlib import squared_error\n"
        "loss = partial(squared_error, y=5.0)\nloss(1.0, 2.0)",
        ("signature", "loss(t, *, y=5.0)"),
    ),
    ("def f(a, lr):\n    pass\nf(1)", ("signature", "f(a, lr)")),
    ("def f(a, lr):\n    pass\nf(1, lrr=3)", ("keywordOf", "lrr", "lr", "f(a, lr)")),
    (
        "print(1, ende='')",
        ("keywordOf", "ende", "end", "print(*args, sep=' ', end='\\n', file=None, flush=False)"),
    ),
    ("class A:\n    def f():\n        pass\nA().f()", ("self", "f")),
    ("class A:\n    def __init__(self, x):\n        pass\nA()", ("signature", "A(x)")),
    ("sorted([3, 1], key=lambda: 1)", ("callback", "<lambda>")),
]
TYPES = [
    (
        "import numpy as np\nt = np.array([5, -3])\nt -= 0.1 * t",
        ("castInPlace", "t", INTEGER, "t = t - 0.1 * t"),
    ),
    (
        "import numpy as np\nt = np.array([5, -3])\nt /= 2",
        ("castInPlace", "t", INTEGER, "t = t / 2"),
    ),
    (
        "import numpy as np\nt = np.array([5, -3])\nt += 0.5",
        ("castInPlace", "t", INTEGER, "t = t + 0.5"),
    ),
    (
        "import numpy as np\nt = np.array([5, -3])\nt -= t + 0.5",
        ("castInPlace", "t", INTEGER, "t = t - (t + 0.5)"),
    ),
    (
        "import numpy as np\nt = np.array([5, -3])\nt *= t + 0.5",
        ("castInPlace", "t", INTEGER, "t = t * (t + 0.5)"),
    ),
    (
        "import numpy as np\nt = np.array([5, -3])\nnp.add(t, 0.5, out=t)",
        ("castOut", INTEGER, "float64"),
    ),
    ("2.0 ^ 2", ("power", "2.0 ** 2")),
    ("import numpy as np\nnp.ones(2) ^ 2", ("power", "np.ones(2) ** 2")),
    ("x = 5.0\nx ^= 2", ("power", "x **= 2")),
    ("1 + 'a'", ("textNumber", "+")),
    ("'a' + 1", ("textNumber", "+")),
    ("'5' / 2", ("textNumber", "/")),
    ("'5' < 6", ("textNumber", "<")),
    ("'a' + [1]", ("textOther", "list")),
    ("[1] + 1", ("listPlus", "list", "int")),
    ("[1, 2] * 0.5", ("listMaths", "list")),
    ("[1, 2] - [1, 1]", ("listMaths", "list")),
    ("[1, 2] ** 2", ("listMaths", "list")),
    ("x = '5'\nx * 0.5", ("textNumber", "*")),
    ("def f(t):\n    return t\nf + 1", ("functionValue", "f")),
    ("1 @ 2", ("operands", "@", "int", "int")),
    ("{1} + {2}", ("operands", "+", "set", "set")),
    ("float([1, 2])", ("manyToNumber", "list")),
    ("int([1])", ("manyToNumber", "list")),
    ("import numpy as np\nfloat(np.ones(2))", ("manyToNumber", "ndarray")),
    (
        "import math\nimport numpy as np\nmath.sin(np.ones(2))",
        ("mathOfArray", "math.sin", "np.sin"),
    ),
    ("import math\nmath.sin([1])", ("mathOfArray", "math.sin", "np.sin")),
    ("import math\nmath.sin('a')", ("textGiven",)),
    ("import numpy as np\nnp.zeros(2, 3)", ("grouped", "np.zeros((2, 3))")),
    ("import numpy as np\nnp.array(1, 2)", ("grouped", "np.array([1, 2])")),
    ("import numpy as np\nf'{np.ones(2):.2f}'", ("formatMany",)),
    ("f'{\"a\":.2f}'", ("formatText",)),
    ("range(2.5)", ("wholeNumber",)),
    ("range('5')", ("textGiven",)),
    ("range([1])", ("wholeNumberOfList", "list")),
    ("{[1]: 2}", ("unhashable", "list")),
    ("','.join([1])", ("joinTexts",)),
    ("next([1])", ("iterator",)),
]
NOTHING = [
    ("None + 1", ("none",)),
    ("xs = [3, 1]\nys = xs.sort()\nys[0]", ("noneMethod", "sort", "xs.sort()")),
    ("xs = [1]\nxs = xs.append(2)\nxs.append(3)", ("noneMethod", "append", "xs.append(2)")),
    ("def f(x):\n    y = x * 2\nf(2) + 1", ("noneReturn", "f")),
    ("print(1) + 2", ("nonePrint",)),
    ("len(None)", ("none",)),
    ("for i in None:\n    pass", ("none",)),
    ("a, b = None", ("none",)),
    ("import math\nmath.sin(None)", ("none",)),
    ("import numpy as np\nnp.exp(None)", ("none",)),
    ("f'{None:.2f}'", ("none",)),
    (
        "def loss(t):\n    t ** 2\nfrom gdlib import record\nrecord(loss, lambda t: 2 * t, 1.0)",
        ("noneReturn", "loss"),
    ),
]
ELEMENTS = [
    ("3 in 5", ("membership", "int")),
    ("for x in 5:\n    pass", ("range", "range(5)", "int")),
    ("n = 5\nfor i in n:\n    pass", ("range", "range(n)", "int")),
    ("[i for i in 5]", ("range", "range(5)", "int")),
    ("for x in 5.0:\n    pass", ("notIterable", "float")),
    ("list(5)", ("notIterable", "int")),
    ("max(1)", ("notIterable", "int")),
    ("len(5)", ("noLength", "int")),
    ("x = 1.0\nx[0]", ("notSubscriptable", "float", "x")),
    ("x = 5\nx[0] = 1", ("notSubscriptable", "int", "")),
    ("import numpy as np\nnp.float64(1)[0]", ("notSubscriptable", "float", "")),
    ("print[1]", ("roundBrackets", "print(1)")),
    ("map(str, [1])[0]", ("listFirst", "map", "list(map(str, [1]))")),
    ("{1}[0]", ("setOrder",)),
    ("[[1], [2]][0, 1]", ("commaMissing",)),
    ("[[1, 2][0, 1]]", ("commaMissing",)),
    ("x = [1]\nx['a']", ("indexText", "list")),
    ("x = [1]\nx[1 / 1]", ("indexInteger", "float")),
    ("x = [1, 2]\nx[2]", ("indexOf", "x", "2", "1")),
    ("x = []\nx[0]", ("indexOf", "x", "0", "-1")),
    ("import numpy as np\nnp.ones(3)[5]", ("index",)),
    ("import numpy as np\nnp.ones(3)[1, 2]", ("dimensions", "1", "2")),
    ("import numpy as np\nnp.ones(3)[1.5]", ("indexInteger", "float")),
    ("import numpy as np\nnp.sum([1, 2], axis=3)", ("axis", "3", "1")),
    ("x = []\nx[0] = 1", ("appendInstead",)),
    ("x = (1, 2)\nx[0] = 1", ("immutable", "tuple")),
    ("a, b = 1, 2, 3", ("unpackMany", "2")),
    ("a, b, c = 1, 2", ("unpackFew", "3", "2")),
    ("a, b = 1", ("unpackOne", "int")),
    ("{}[1]", ("keyNamed", "1")),
    ("d = {'loss': 1}\nd['los']", ("keySpelling", "'los'", "'loss'")),
    ("(1,).index(2)", ("notInList",)),
    ("[1].index(2)", ("notInList",)),
    ("max([])", ("emptySequence",)),
    ("[].pop()", ("emptySequence",)),
]
VALUES = [
    ("import numpy as np\nif np.ones(2):\n    pass", ("truth",)),
    ("import numpy as np\n0 < np.ones(2) < 1", ("truth",)),
    ("import numpy as np\nnp.ones(2) and 1", ("truth",)),
    ("import numpy as np\nmax(np.ones(2), 0)", ("elementwise", "max", "np.maximum")),
    ("import numpy as np\nif np.array([]):\n    pass", ("truth",)),
    ("int('3.5')", ("intOfText", "3.5")),
    ("float('abc')", ("notNumberText", "abc")),
    ("float('')", ("emptyText",)),
    ("float('3,14')", ("decimalComma", "3,14", "3.14")),
    ("float('３．５')", ("numberCharacter", "３．５", "．", "U+FF0E", "fullWidthPeriod", ".")),
    ("float('−5')", ("numberCharacter", "−5", "−", "U+2212", "minus", "-")),
    ("import numpy as np\nnp.ones(2) + np.ones(3)", ("shape",)),
    ("import numpy as np\nnp.ones(2) @ np.ones(3)", ("shape",)),
    ("import numpy as np\nnp.ones((2, 3)).dot(np.ones((2, 3)))", ("shape",)),
    ("import numpy as np\nnp.ones(3).reshape(2, 2)", ("reshape", "3", "(2,2)")),
    ("import numpy as np\nnp.array([[1], [1, 2]])", ("ragged",)),
    ("import matplotlib.pyplot as plt\nplt.plot([1, 2], [1])", ("shape",)),
    ("import numpy as np\nnp.linalg.inv(np.zeros((2, 2)))", ("singular",)),
    ("import numpy as np\nnp.linalg.inv(np.zeros((2, 3)))", ("square",)),
    ("import math\nmath.sqrt(-1)", ("domain", "math.sqrt(-1)")),
    ("import math\nmath.log(0)", ("domain", "math.log(0)")),
    ("import math\nmath.exp(1000)", ("exponential", "math.exp(1000)")),
    ("10.0 ** 400", ("overflow",)),
    ("a = 0\n1 / a", ("zeroOf", "a")),
    ("1 % 0", ("zeroOf", "0")),
    ("0 ** -1", ("zeroPower",)),
    ("int(float('nan'))", ("nan",)),
    ("int(float('inf'))", ("infinity",)),
    ("str(10 ** 5000)", ("hugeInteger",)),
    ("def f():\n    return f()\nf()", ("recursion",)),
    ("import numpy as np\nnp.ones(10 ** 15)", ("memory",)),
    ("import sys\nsys.exit()", ("exit",)),
    ("open('x.csv')", ("file", "x.csv")),
    ("import matplotlib\nimport matplotlib.pyplot\nmatplotlib.use('TkAgg')", ("backend",)),
    ("import matplotlib\nmatplotlib.use('foo')", ("backend",)),
    (
        "import asyncio\nasync def main():\n    pass\ncoroutine = main()\n"
        "try:\n    asyncio.run(coroutine)\nfinally:\n    coroutine.close()",
        ("awaitInstead",),
    ),
    ("d = {1: 2}\nfor k in d:\n    d[k + 1] = 0", ("changedWhileLooping",)),
    ("import numpy as np\nwith np.errstate(divide='raise'):\n    np.ones(1) / 0", ("zero",)),
]
BASES = [
    ("class E(ZeroDivisionError):\n    pass\nraise E('n')", ("zero",)),
    ("class E(KeyError):\n    pass\nraise E('a')", ("keyNamed", "'a'")),
    (
        "class E(IndexError):\n    pass\nclass Row(list):\n    def __getitem__(self, i):\n"
        "        raise E('index out of range')\nRow()[3]",
        ("index",),
    ),
    (
        "class E(TypeError):\n    pass\nraise E(\"'int' object is not iterable\")",
        ("notIterable", "int"),
    ),
    (
        "class E(ValueError):\n    pass\ntry:\n    int('3.5')\n"
        "except ValueError as error:\n    raise E('bad') from error",
        ("intOfText", "3.5"),
    ),
    (
        "try:\n    1 / 0\n"
        "except ZeroDivisionError as error:\n    raise RuntimeError('bad') from error",
        ("zeroOf", "0"),
    ),
    ("class E(MemoryError):\n    pass\nraise E", ("memory",)),
    ("raise ExceptionGroup('group', [ZeroDivisionError()])", ("zero",)),
]

TABLES = [
    *CHARACTERS,
    *SYNTAX,
    *NAMES,
    *IMPORTS,
    *ATTRIBUTES,
    *CALLS,
    *TYPES,
    *NOTHING,
    *ELEMENTS,
    *VALUES,
    *BASES,
]


#: Programs with an error that NumPy learns of by the processor's floating-point flags. WebAssembly
#: has none: in the browser these programs end with NaN or infinity instead, and no hint is due.
BY_FLOATING_POINT_FLAGS = ("inv(np.zeros((2, 2)))", "raise'")


@pytest.mark.filterwarnings("ignore::SyntaxWarning", "ignore::DeprecationWarning")
@pytest.mark.parametrize(("source", "advised"), TABLES, ids=[ascii(one) for one, _ in TABLES])
def test_the_advice_fits_the_error(session, source, advised):
    if sys.platform == "emscripten" and any(part in source for part in BY_FLOATING_POINT_FLAGS):
        pytest.skip("WebAssembly has no floating-point flags: the program raises nothing")
    assert hint(session, source) == advised


# What says all there is to say, or what nobody can know more about.
SPEAK_FOR_THEMSELVES = [
    "raise ValueError('lr must be positive')",
    "raise ValueError('the shape of t does not fit')",
    "raise TypeError('argument y is None')",
    "raise TypeError",
    "raise RuntimeError('NoneType')",
    "raise AttributeError('no')",
    "raise NameError('no')",
    "raise ImportError('no')",
    "raise OSError('disk')",
    "raise SyntaxError('bad')",
    "raise LookupError('a')",
    "raise ArithmeticError('a')",
    "raise Exception",
    "raise KeyboardInterrupt",
    "raise NotImplementedError",
    "assert 1 == 2",
    "try:\n    1 / 0\nexcept ZeroDivisionError:\n    raise ValueError('n must not be 0')",
    "try:\n    1 / 0\nexcept ZeroDivisionError:\n    raise RuntimeError('x') from None",
    "import json\njson.loads('{')",
    "import re\nre.compile('(')",
    "b'\\xff'.decode('utf8')",
    "chr(-1)",
    "import math\nmath.factorial(-1)",
    "from gdlib import record\nrecord(abs, abs, 'a')",
    "from gdlib import record\nrecord(abs, abs, 1.0, lr=-1)",
    "from gdlib import record\nrecord(abs, lambda t: (t, t), 1.0)",
    "from gdlib import landscape\nlandscape('nowhere')",
]


@pytest.mark.parametrize("source", SPEAK_FOR_THEMSELVES)
def test_where_there_is_nothing_to_advise_there_is_no_advice(session, source):
    assert hint(session, source) is None


# Pairs that look alike: the first is not to be advised on as the second.
LOOK_ALIKES = [
    ("x = (5\n%y 3)", "magic"),
    ("s = '％（１）'\ns +", "character"),
    ("# （全角）\nx = 5 +", "character"),
    ("print('it’s ok)", "character"),
    ("パラメータ = 5\nパラメータ +", "character"),
    ("損失 = 1\n損失 ++ *", "character"),
    ("x = 5 y = 3", "numberAndName"),
    ("x = [1 if True]", "numberAndName"),
    ("t = 3\nprint('5t'", "numberAndName"),
    ("size + 1", "inModule"),
    ("import numpy as np\nsize + 1", "inModule"),
    ("ｓｉｎ(1)", "character"),
    ("'!pip' 5", "install"),
    ("pip = 5 6", "install"),
    ("f = 3\nf(1, 2)", "product"),
    ("(lambda: 3)()()", "product"),
    ("x = None\nx()", "notCallable"),
    ("[[1, 2], [3, 4]][0]['a']", "commaMissing"),
    ("[1, 2][0.5]", "commaMissing"),
    ("x = {1: 2}\nx['a']", "keySpelling"),
    ("def f(x):\n    return None\nf(1) + 1", "noneReturn"),
    ("a, b = None", "unpackOne"),
    ("'a' - 'b'", "textNumber"),
    ("'a' in 5", "range"),
    ("5 & 2.0", "power"),
]


@pytest.mark.filterwarnings("ignore::SyntaxWarning")
@pytest.mark.parametrize(("source", "other"), LOOK_ALIKES)
def test_what_looks_alike_is_told_apart(session, source, other):
    found = hint(session, source)
    assert found is None or found[0] != other


HOSTILE = [
    "class E(TypeError):\n    def __str__(self):\n        return 1 / 0\nraise E",
    "class E(ValueError):\n    def __str__(self):\n        return 5\nraise E",
    "class E(NameError):\n    name = property(lambda self: 1 / 0)\nraise E('x')",
    "raise NameError('x', name=5)",
    "class E(ImportError):\n    def __getattribute__(self, name):\n        raise OSError\nraise E",
    "class E(KeyError):\n    args = 5\nraise E('a')",
    "class E(Exception):\n    __cause__ = property(lambda self: self)\nraise E",
    "class Odd:\n    def __dir__(self):\n        return 1 / 0\nOdd().x",
    "class Odd:\n    def __getattr__(self, name):\n        raise AttributeError(name, obj=self)\n"
    "Odd().x",
    "class Odd(dict):\n    def __iter__(self):\n        return 1 / 0\nOdd()['a']",
    "raise SyntaxError('bad', ('cell_loop', 10 ** 6, -5, None))",
    "raise SyntaxError('invalid character', ('cell_loop', 1, 10 ** 6, ''))",
    "raise ValueError('a' * 10 ** 6)",
    "raise ValueError(\"could not convert string to float: '\" + '（' * 10 ** 6 + \"'\")",
]


@pytest.mark.parametrize("source", HOSTILE)
def test_an_error_may_do_anything_when_it_is_looked_at(source):
    from web.python import error_hints

    code = compile(source, "cell_loop", "exec")
    with pytest.raises(BaseException) as caught:  # noqa: PT011 - any at all
        exec(code, {})
    found = error_hints.hint_for(caught.value, "cell_loop")
    assert found is None or len(json.dumps(found.as_message())) < 3000


def test_no_hint_costs_more_than_its_error(session, monkeypatch):
    from web.python import error_hints

    monkeypatch.setattr(error_hints, "_hint_for", lambda *_: 1 / 0)
    assert run_cell(session, "1 / 0")["hint"] is None


WATCHED = """
touched = []
class Watched:
    def __getattribute__(self, name):
        touched.append(name)
        return object.__getattribute__(self, name)
    def __eq__(self, other):
        touched.append("==")
    __hash__ = None
    def __call__(self):
        touched.append("()")
    def __repr__(self):
        touched.append("repr")
        return "Watched"
watched = Watched()
"""


@pytest.mark.parametrize("last", ["watched + 1", "watched[0]", "for i in watched: pass", "wached"])
def test_looking_for_advice_calls_nothing_of_the_readers(session, last):
    run_cell(session, WATCHED, cell="first")
    assert run_cell(session, last)["hint"] is not None
    touched = session._sessions["a"].names["touched"]
    assert set(touched) <= {"__class__"}


def test_names_of_other_cells_are_known(session):
    run_cell(session, "def loss(t):\n    t * t", cell="first")
    run_cell(session, "learning_rate = loss(2)", cell="second")
    assert hint(session, "learning_rate + 1") == ("noneReturn", "loss")
    assert hint(session, "learnin_rate") == ("spelling", "learnin_rate", "learning_rate")


# --- Folds ---


def folds(error):
    """Return what is folded, and the lines of the traceback that stay."""
    lines = error["traceback"].splitlines()
    for fold in reversed(error["folds"]):
        del lines[fold["start"] : fold["end"]]
    return [(fold["library"], fold["frames"]) for fold in error["folds"]], "\n".join(lines)


def test_the_frames_of_libraries_are_folded_and_the_readers_stay(session):
    source = "import numpy as np\ndef f(x):\n    return np.linalg.inv(x)\nf(np.zeros((2, 3)))"
    (folded, *more), rest = folds(run_cell(session, source))
    assert folded[0] == "numpy"
    assert not more
    assert 'File "cell_loop", line 4, in <module>' in rest
    assert 'File "cell_loop", line 3, in f' in rest
    assert "return np.linalg.inv(x)" in rest
    assert "site-packages" not in rest
    assert rest.endswith("Last 2 dimensions of the array must be square")


def test_a_function_of_the_readers_that_a_library_calls_stays(session):
    source = "from gdlib import record\nrecord(lambda t: 1 / 0, abs, 1.0)"
    found, rest = folds(run_cell(session, source))
    assert [library for library, _ in found] == ["gdlib"]
    assert "in record" not in rest
    assert rest.count("cell_loop") == 2


def test_frames_of_python_itself_are_folded_and_counted(session):
    found, rest = folds(run_cell(session, "import json\njson.loads('{')"))
    assert found == [("Python", 3)]
    assert rest.splitlines()[0] == "Traceback (most recent call last):"


def test_both_parts_of_a_chain_are_folded(session):
    source = "import json\ntry:\n    json.loads('{')\nexcept ValueError:\n    json.loads('{')"
    found, rest = folds(run_cell(session, source))
    assert found == [("Python", 3), ("Python", 3)]
    assert "During handling of the above exception" in rest


@pytest.mark.parametrize("source", ["1 / 0", "def f():\n    return f()\nf()", "x = ("])
def test_where_only_the_readers_code_is_nothing_is_folded(session, source):
    assert run_cell(session, source)["folds"] == []


def test_of_a_traceback_that_is_cut_nothing_is_folded(session):
    source = (
        "import json\ntry:\n    json.loads('{')\nexcept ValueError:\n    raise OSError('a' * 10**6)"
    )
    assert run_cell(session, source)["folds"] == []
