"""Repacks the archives of the browser's Python: less in them, RECORD true.

The same input always gives the same bytes.
"""

import io
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from fnmatch import fnmatchcase
from pathlib import Path

#: The time of every file, in seconds: 1980, the oldest that a zip file can say.
EPOCH = "315532800"

# What readers' code cannot use: tests and samples, headers and typing stubs, windows and their
# icons, LaTeX and PostScript, compilers of fonts, faces a plainer face stands in for, time zones.
UNUSED = [
    *("*/tests/*", "*/sample_data/*", "*/baseline_images/*", "*/entry_points.txt"),
    *("*.afm", "*.pyi", "*.typed", "*.h", "*.a", "*.c", "*.pxd", "*.pyx", "*.orig"),
    *("numpy/_pyinstaller/*", "numpy/_core/*[!y]_tests.*", "*/lapack_lite.*"),
    *("matplotlib/testing/*", "matplotlib/sphinxext/*", "matplotlib/mpl-data/plot_directive/*"),
    *("matplotlib/backends/web_backend/*", "matplotlib/mpl-data/images/*", "*/kpsewhich.lua"),
    *("*/backend_gtk*", "*/backend_qt*", "*/backend_tk*", "*/backend_wx*", "*/backend_web*"),
    *("*/_backend_gtk.py", "*/_backend_tk.py", "*/_tkagg.*", "*/qt_compat.py"),
    *("*/backend_macosx.py", "*/backend_nbagg.py", "*/backend_cairo.py", "*/backend_pgf.py"),
    *("*/backend_pyodide.py", "*/backend_ps.py", "matplotlib/_ttconv.*", "*/fonts/pdfcorefonts/*"),
    *("*/DejaVuSerif-*.ttf", "*/DejaVuSansMono-*.ttf", "*/STIXGeneralBol*.ttf"),
    *("fontTools/ufoLib/*", "fontTools/voltLib/*", "fontTools/mtiLib/*", "fontTools/merge/*"),
    *("fontTools/cu2qu/*", "fontTools/qu2cu/*", "fontTools/svgLib/*", "fontTools/t1Lib/*"),
    *("fontTools/fontBuilder.py", "fontTools/ttx.py", "*.data/data/*", "*zoneinfo.tar.gz"),
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


def unzipped(archive: bytes) -> dict[str, bytes]:
    """Return the files of a zip file or wheel, by name."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def contents(archive: bytes) -> dict[str, bytes]:
    """Return the used files of a zip file or wheel, by name."""
    return {name: content for name, content in unzipped(archive).items() if is_used(name)}


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


def wheel(files: Mapping[str, bytes], interpreter: str) -> tuple[str, bytes]:
    """Return the name and the bytes of a wheel of `files`, its RECORD listing exactly these.

    Args:
        files: what a wheel contains, by name; its old RECORD is left out.
        interpreter: the tag of the Python that compiled modules need, such as `cp314`.
    """
    with tempfile.TemporaryDirectory() as unpacked, tempfile.TemporaryDirectory() as packed:
        for name, content in files.items():
            if not name.endswith("/"):
                _write(Path(unpacked) / name, content)
        _wheel("pack", "--dest-dir", packed, unpacked)
        if any(name.endswith(".pyc") for name in files):
            (path,) = Path(packed).iterdir()
            _wheel("tags", "--remove", "--python-tag", interpreter, str(path))
        (path,) = Path(packed).iterdir()
        return path.name, path.read_bytes()


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    path.chmod(0o644)  # a wheel remembers it


def _wheel(*arguments: str) -> None:
    """Run a command of the package `wheel`."""
    env = os.environ | {"SOURCE_DATE_EPOCH": EPOCH}
    command = [sys.executable, "-m", "wheel", *arguments]
    subprocess.run(command, env=env, capture_output=True, check=True)
