"""Repacks wheels and the standard library: without unused files, with a correct RECORD.

Archives are reproducible: the same input gives the same bytes.
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

#: The time of every file, in seconds: 1980, the earliest in a zip file.
EPOCH = "315532800"

# Files that readers' code cannot use: tests and samples, headers and type stubs, GUI backends and
# their icons, LaTeX and PostScript, font compilers, fonts with a fallback, time zones.
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


# On import Matplotlib interpolates the docstrings of all artists' properties: a third of that
# time. Without docstrings it skips this, and downloads are smaller. Modules whose `help` readers
# use keep theirs.
UNDOCUMENTED = ["matplotlib/*", "mpl_toolkits/*"]
DOCUMENTED = ["matplotlib/pyplot.py", "matplotlib/axes/_axes.py", "matplotlib/figure.py"]


def is_used(name: str) -> bool:
    """Return whether the file `name` of an archive is none of UNUSED."""
    return not any(fnmatchcase(name, pattern) for pattern in UNUSED)


def is_documented(name: str) -> bool:
    """Return whether the module in the file `name` keeps its docstrings when it is compiled."""
    return name in DOCUMENTED or not any(fnmatchcase(name, each) for each in UNDOCUMENTED)


def unzip(archive: bytes) -> dict[str, bytes]:
    """Return the files of a zip file or wheel, by name."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def used_files(archive: bytes) -> dict[str, bytes]:
    """Return the used files of a zip file or wheel, by name."""
    return {name: content for name, content in unzip(archive).items() if is_used(name)}


def zip_files(files: Mapping[str, bytes]) -> bytes:
    """Return a reproducible zip file of `files`."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.external_attr = 0o644 << 16
            method = zipfile.ZIP_STORED if name.endswith("/") else zipfile.ZIP_DEFLATED
            archive.writestr(info, content, compress_type=method, compresslevel=9)
    return packed.getvalue()


def wheel(files: Mapping[str, bytes], interpreter: str) -> tuple[str, bytes]:
    """Return the file name and content of a wheel of `files`, with a RECORD of these.

    Args:
        files: of the wheel, by name; an old RECORD is replaced.
        interpreter: the Python tag for bytecode, such as `cp314`.
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
    path.chmod(0o644)  # a wheel stores it


def _wheel(*arguments: str) -> None:
    """Run a command of the package `wheel`."""
    env = os.environ | {"SOURCE_DATE_EPOCH": EPOCH}
    command = [sys.executable, "-m", "wheel", *arguments]
    subprocess.run(command, env=env, capture_output=True, check=True)
