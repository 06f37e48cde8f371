"""Repacks the archives of the browser's Python: less in them, modules compiled, RECORD true.

The same input always gives the same bytes. Modules become `.pyc` files in place
of their sources, which spares every reader's browser the compiling. They carry
the path that they will have there, so that tracebacks name it.
"""

import base64
import csv
import hashlib
import io
import marshal
import re
import sys
import zipfile
from collections.abc import Container, Mapping
from fnmatch import fnmatchcase
from importlib.util import MAGIC_NUMBER

# Places inside Pyodide, and the tag of its Python: the same version as this one, or nothing is
# compiled (see runtime_pack.same_python).
MAJOR, MINOR = sys.version_info[:2]
SITE_PACKAGES = f"/lib/python{MAJOR}.{MINOR}/site-packages"
STDLIB = f"/lib/python{MAJOR}{MINOR}.zip"
INTERPRETER = f"cp{MAJOR}{MINOR}"

# What readers' code cannot use: tests and samples, headers and typing stubs, windows and their
# icons, LaTeX and PostScript, compilers of code and of fonts, faces a plainer face stands in for.
UNUSED = [
    *("*/tests/*", "*/sample_data/*", "*/baseline_images/*", "*/entry_points.txt"),
    *("*.afm", "*.pyi", "*.typed", "*.h", "*.a", "*.c", "*.pxd", "*.pyx", "*.orig"),
    *("numpy/f2py/*", "numpy/_pyinstaller/*", "numpy/_core/*[!y]_tests.*", "*/lapack_lite.*"),
    *("matplotlib/testing/*", "matplotlib/sphinxext/*", "matplotlib/mpl-data/plot_directive/*"),
    *("matplotlib/backends/web_backend/*", "matplotlib/mpl-data/images/*", "*/kpsewhich.lua"),
    *("*/backend_gtk*", "*/backend_qt*", "*/backend_tk*", "*/backend_wx*", "*/backend_web*"),
    *("*/_backend_gtk.py", "*/_backend_tk.py", "*/_tkagg.*", "*/qt_compat.py"),
    *("*/backend_macosx.py", "*/backend_nbagg.py", "*/backend_cairo.py", "*/backend_pgf.py"),
    *("*/backend_ps.py", "matplotlib/_ttconv.*", "*/fonts/pdfcorefonts/*"),
    *("*/DejaVuSerif-*.ttf", "*/DejaVuSansMono-*.ttf", "*/STIXGeneralBol*.ttf"),
    *("fontTools/ufoLib/*", "fontTools/voltLib/*", "fontTools/mtiLib/*", "fontTools/merge/*"),
    *("fontTools/cu2qu/*", "fontTools/qu2cu/*", "fontTools/svgLib/*", "fontTools/t1Lib/*"),
    *("fontTools/unicodedata/*", "fontTools/fontBuilder.py", "fontTools/ttx.py", "*.data/data/*"),
    *("fontTools/varLib/instancer/*", "fontTools/varLib/interpolat*", "fontTools/varLib/plot.py"),
    *("fontTools/varLib/avar*", "fontTools/varLib/mutator.py", "fontTools/feaLib/[blpv]*er.*"),
    *("fontTools/pens/[!_bfprt]*", "fontTools/misc/ps[LO]*", "fontTools/misc/mac*"),
    *("fontTools/misc/symfont.py", "fontTools/misc/testTools.py", "fontTools/ttLib/tables/T_S_I_*"),
    *("PIL/_imagingft.*", "PIL/_imagingtk.*", "PIL/_webp.*", "PIL/ImageTk.py", "PIL/ImageQt.py"),
]


# Matplotlib documents every property of every artist anew whenever it is imported, from their
# docstrings: a third of that time. Without docstrings there is nothing to do, and less to
# download. What readers ask `help` about keeps its own.
UNDOCUMENTED = ["matplotlib/*", "mpl_toolkits/*"]
DOCUMENTED = ["matplotlib/pyplot.py", "matplotlib/axes/_axes.py", "matplotlib/figure.py"]


def is_used(name: str) -> bool:
    """Return whether the file `name` of an archive is worth sending to readers."""
    return not any(fnmatchcase(name, pattern) for pattern in UNUSED)


def is_documented(name: str) -> bool:
    """Return whether the module in the file `name` keeps its docstrings when it is compiled."""
    return name in DOCUMENTED or not any(fnmatchcase(name, each) for each in UNDOCUMENTED)


def contents(archive: bytes) -> dict[str, bytes]:
    """Return the used files of a zip file or wheel, by name."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in filter(is_used, opened.namelist())}


def compiled(files: Mapping[str, bytes], place: str, used: Container[str]) -> dict[str, bytes]:
    """Return `files` with the used modules as `.pyc` instead of their source.

    Args:
        files: what an archive contains, by name.
        place: the folder where it will be unpacked; tracebacks name the modules there.
        used: paths of the modules worth compiling, there.
    """
    result = {}
    for name, content in files.items():
        path = f"{place}/{name}"
        if path in used:
            result[f"{name}c"] = _pyc(content, path, optimize=0 if is_documented(name) else 2)
        else:
            result[name] = content
    return result


def _pyc(source: bytes, path: str, optimize: int) -> bytes:
    code = compile(source, path, "exec", dont_inherit=True, optimize=optimize)
    # flags, time and size of the source are 0: it is not there to be compared with
    # marshal's later formats write down how often the compiling process happened to use a word
    return MAGIC_NUMBER + bytes(12) + marshal.dumps(code, 2)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return a zip file of `files`, the same bytes on every machine and day."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.external_attr = 0o644 << 16
            method = zipfile.ZIP_STORED if name.endswith("/") else zipfile.ZIP_DEFLATED
            archive.writestr(info, content, compress_type=method, compresslevel=9)
    return packed.getvalue()


def wheel(file_name: str, files: Mapping[str, bytes]) -> tuple[str, bytes]:
    """Return the name and the bytes of a wheel of `files`, its RECORD listing exactly these.

    If there are compiled modules among them, name and metadata say which Python they need.
    """
    if any(name.endswith(".pyc") for name in files):
        file_name, files = _for_this_python(file_name, files)
    listed = {name: content for name, content in files.items() if not name.endswith("/")}
    record = next(name for name in listed if name.endswith(".dist-info/RECORD"))
    del listed[record]
    return file_name, zipped(listed | {record: _record(listed, record)})


def _record(files: Mapping[str, bytes], own_name: str) -> bytes:
    """Return the RECORD of a wheel: name, hash and size of every file."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    for name, content in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        writer.writerow([name, f"sha256={digest}", len(content)])
    writer.writerow([own_name, "", ""])
    return lines.getvalue().encode()


def _for_this_python(file_name: str, files: Mapping[str, bytes]) -> tuple[str, dict[str, bytes]]:
    distribution, version, *_, abi, platform = file_name.removesuffix(".whl").split("-")
    tag = f"{INTERPRETER}-{abi}-{platform}"
    metadata = next(name for name in files if name.endswith(".dist-info/WHEEL"))
    text = re.sub(r"(?m)^Tag: .*\n?", "", files[metadata].decode()).rstrip("\n")
    marked = dict(files) | {metadata: f"{text}\nTag: {tag}\n".encode()}
    return f"{distribution}-{version}-{tag}.whl", marked
