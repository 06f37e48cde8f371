"""The packed runtime, file by file, and downloads with wrong hashes."""

import ast
import base64
import csv
import hashlib
import io
import json
import os
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from mkdocs.exceptions import PluginError
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

from sitegen import manifest
from sitegen.figures import fonts
from sitegen.paths import ROOT, WEB
from sitegen.pyodide import downloads, node_python, pack, publish
from sitegen.pyodide.wheels import is_documented, wheel

HASH = "0" * 64


@pytest.fixture(scope="module")
def packed() -> tuple[Path, Path, Path]:
    """The folders of the core, of gdlib and of the session."""
    return publish.publish_runtime()


@pytest.fixture(scope="module")
def lock(packed: tuple[Path, Path, Path]) -> Any:
    return json.loads((packed[1] / "pyodide-lock.json").read_text())


@pytest.fixture(scope="module")
def wheels(packed: tuple[Path, Path, Path], lock: Any) -> dict[str, Path]:
    """The wheels by package, found as Pyodide does: by their paths relative to the lock."""
    return {name: packed[1] / entry["file_name"] for name, entry in lock["packages"].items()}


def files_in(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def requirements_of(wheel: Path) -> set[str]:
    """Return the requirements in a wheel's metadata that apply in the browser."""
    metadata = next(c for n, c in files_in(wheel).items() if n.endswith(".dist-info/METADATA"))
    lines = re.findall(r"(?m)^Requires-Dist: (.*)$", metadata.decode())
    needed = (Requirement(line) for line in lines)
    here = {"python_version": "3.14", "extra": ""}
    return {canonicalize_name(r.name) for r in needed if not r.marker or r.marker.evaluate(here)}


def test_the_lock_holds_gdlib_and_what_matplotlib_needs(wheels: dict[str, Path]) -> None:
    needed, waiting = set(), {"matplotlib", "gdlib"}
    while waiting:
        needed |= waiting
        waiting = {other for name in waiting for other in requirements_of(wheels[name])} - needed
    assert wheels.keys() == needed


def test_the_lock_names_every_requirement_of_every_wheel(
    lock: Any, wheels: dict[str, Path]
) -> None:
    for name, entry in lock["packages"].items():
        assert set(entry["depends"]) >= requirements_of(wheels[name]), name


def test_gdlib_loads_nothing_else(lock: Any) -> None:
    assert lock["packages"]["gdlib"]["depends"] == []


def test_the_lock_is_for_the_pinned_pyodide(lock: Any) -> None:
    pin = json.loads((ROOT / "package.json").read_text())["devDependencies"]["pyodide"]
    assert downloads.pinned_version() == pin
    assert lock["info"] == downloads.official_lock().info.to_dict()


def test_every_hash_in_the_lock_is_that_of_its_file(lock: Any, wheels: dict[str, Path]) -> None:
    for name, path in wheels.items():
        found = hashlib.sha256(path.read_bytes()).hexdigest()
        assert found == lock["packages"][name]["sha256"], name


def test_every_record_is_true(wheels: dict[str, Path]) -> None:
    for name, path in wheels.items():
        files = files_in(path)
        own_name, record = next((n, c) for n, c in files.items() if n.endswith("/RECORD"))
        rows = {row[0]: row[1:] for row in csv.reader(io.StringIO(record.decode()))}
        assert rows.keys() == files.keys(), name
        assert rows.pop(own_name) == ["", ""], name
        for file, (digest, size) in rows.items():
            expected = hashlib.sha256(files[file]).digest()
            assert base64.urlsafe_b64decode(digest.removeprefix("sha256=") + "=") == expected, file
            assert int(size) == len(files[file]), file


def test_every_wheel_says_the_same_tags_inside_as_in_its_name(wheels: dict[str, Path]) -> None:
    for path in wheels.values():
        inside = next(c for n, c in files_in(path).items() if n.endswith(".dist-info/WHEEL"))
        tags = set(re.findall(r"(?m)^Tag: (.*)$", inside.decode()))
        assert {str(tag) for tag in parse_wheel_filename(path.name)[3]} == tags


def test_every_wheel_keeps_its_licence(wheels: dict[str, Path]) -> None:
    for name, path in wheels.items():
        assert any(re.search(r"(?i)licen[cs]e", file) for file in files_in(path)), name


def test_no_tests_samples_or_sources_for_compilers_are_shipped(wheels: dict[str, Path]) -> None:
    files = [file for path in wheels.values() for file in files_in(path)]
    unwanted = re.compile(r"/(tests|sample_data|baseline_images)/|\.(afm|pyi|h|a|c|pxd|pyx)$")
    assert [file for file in files if unwanted.search(file)] == []


def test_gdlib_is_shipped_as_source(wheels: dict[str, Path]) -> None:
    files = files_in(wheels["gdlib"])
    assert files["gdlib/__init__.py"] == (ROOT / "gdlib" / "__init__.py").read_bytes()
    assert not any(file.endswith(".pyc") for file in files)


def test_the_font_list_is_the_one_this_matplotlib_expects(wheels: dict[str, Path]) -> None:
    files = files_in(wheels["matplotlib"])
    fonts = json.loads(files["matplotlib/fontlist.json"])
    listed = {f"matplotlib/mpl-data/{entry['fname']}" for entry in fonts["ttflist"]}
    assert listed == {file for file in files if file.endswith(".ttf")}
    assert fonts["_version"] == 390  # FontManager.__version__ of Matplotlib 3.10


def test_the_standard_library_is_all_there(packed: tuple[Path, Path, Path]) -> None:
    official = files_in(downloads.core_file("python_stdlib.zip"))
    ours = files_in(packed[0] / "python_stdlib.zip")
    modules = {file for file in official if file.endswith(".py")}
    assert {re.sub(r"\.pyc$", ".py", file) for file in ours if ".py" in file[-4:]} == modules


def test_packing_again_changes_nothing(
    packed: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("packed although nothing changed")

    monkeypatch.setattr(pack, "pack_core", refuse)
    monkeypatch.setattr(pack, "pack_gdlib", refuse)
    monkeypatch.setattr(pack, "pack_session", refuse)
    assert publish.publish_runtime() == packed


def test_the_manifest_leads_to_the_packed_files(packed: tuple[Path, Path, Path]) -> None:
    core, gdlib, session = packed
    assert manifest.SHARED / manifest.published_path("runtime/core") == core
    assert manifest.SHARED / manifest.published_path("runtime/gdlib") == gdlib
    assert manifest.SHARED / manifest.published_path("runtime/session") == session
    assert (manifest.SHARED / manifest.published_path("runtime-gdlib")).parent == gdlib


def test_a_packed_file_that_vanished_is_there_again(packed: tuple[Path, Path, Path]) -> None:
    content = (packed[0] / "python_stdlib.zip").read_bytes()
    (packed[0] / "python_stdlib.zip").unlink()
    assert publish.publish_runtime() == packed
    assert (packed[0] / "python_stdlib.zip").read_bytes() == content


def test_a_new_gdlib_leaves_the_core_alone(
    monkeypatch: pytest.MonkeyPatch, packed: tuple[Path, Path, Path]
) -> None:
    name, content = pack.build_wheel()
    monkeypatch.setattr(pack, "build_wheel", lambda: (name, content + b"changed"))
    files = pack.pack_gdlib(packed[0])
    new = json.loads(files["pyodide-lock.json"])["packages"]
    old = json.loads((packed[1] / "pyodide-lock.json").read_text())["packages"]
    assert {package for package in new if new[package] != old[package]} == {"gdlib"}


def test_gdlibs_wheel_is_the_same_whenever_it_is_built() -> None:
    assert pack.build_wheel() == pack.build_wheel()


def test_the_pages_own_python_is_compiled_and_all_there(packed: tuple[Path, Path, Path]) -> None:
    names = files_in(packed[2] / "session.zip").keys()
    modules = {path.relative_to(ROOT).as_posix() for path in (WEB / "python").rglob("*.py")}
    assert {f"{name}c" for name in modules} <= names
    assert "web/python/session/limits.json" in names


def test_what_the_pages_own_python_imports_of_the_standard_library_is_compiled(
    packed: tuple[Path, Path, Path],
) -> None:
    """Otherwise each start would compile it; that is why sample_session.py imports it."""
    names = {
        name
        for path in publish.session_files().values()
        if path.suffix == ".py"
        for name in imported(ast.parse(path.read_text()))
    }
    official = files_in(downloads.core_file("python_stdlib.zip"))
    ours = files_in(packed[0] / "python_stdlib.zip")
    files = {f"{name.replace('.', '/')}{end}" for name in names for end in (".py", "/__init__.py")}
    assert len(official.keys() & files) > 20
    assert {f"{file}c" for file in official.keys() & files} <= ours.keys()


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


# Downloads with wrong hashes


@pytest.fixture
def downloads_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the official files, in an empty cache."""
    monkeypatch.setattr(downloads, "CACHE", tmp_path / "cache")
    return tmp_path / "cache" / "downloads" / f"pyodide-{downloads.pinned_version()}"


def test_a_download_with_another_hash_is_refused(downloads_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "numpy.whl").write_bytes(b"another")
    another = hashlib.sha256(b"another").hexdigest()
    with pytest.raises(PluginError, match="not the official file") as refusal:
        downloads.official_wheels({"numpy.whl": HASH}, str(tmp_path))
    assert f"numpy.whl from {tmp_path}" in str(refusal.value)
    assert f"sha256 is {another}" in str(refusal.value)
    assert f"says {HASH}" in str(refusal.value)
    assert "--wheels" in str(refusal.value)
    assert not (downloads_folder / "numpy.whl").exists()


def test_a_corrupt_file_in_the_cache_is_named_and_to_be_deleted(downloads_folder: Path) -> None:
    downloads_folder.mkdir(parents=True)
    (downloads_folder / "numpy.whl").write_bytes(b"corrupt")
    with pytest.raises(PluginError) as refusal:
        downloads.official_wheels({"numpy.whl": HASH})
    assert f"Delete {downloads_folder / 'numpy.whl'} and build again" in str(refusal.value)


@pytest.mark.usefixtures("downloads_folder")
def test_a_file_that_is_not_where_it_should_be_is_named(tmp_path: Path) -> None:
    with pytest.raises(PluginError, match=r"numpy\.whl is not to be had from"):
        downloads.official_wheels({"numpy.whl": HASH}, str(tmp_path))


@pytest.mark.usefixtures("downloads_folder")
def test_without_a_network_the_build_says_what_it_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    with pytest.raises(PluginError, match=r"pip could not download .*requirements/runtime\.txt"):
        downloads.official_wheels({"numpy.whl": HASH})


def test_a_good_file_in_the_cache_needs_no_network(
    downloads_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    downloads_folder.mkdir(parents=True)
    (downloads_folder / "numpy.whl").write_bytes(b"good")
    good = hashlib.sha256(b"good").hexdigest()
    paths = downloads.official_wheels({"numpy.whl": good})
    assert paths == {"numpy.whl": downloads_folder / "numpy.whl"}


def test_another_pyodide_than_the_pinned_one_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "package.json").write_text('{"version": "0.0.1"}')
    monkeypatch.setattr(downloads, "CORE", tmp_path)
    with pytest.raises(PluginError, match=r"wants Pyodide .* has 0\.0\.1.*npm ci"):
        downloads.pinned_version()


def test_a_missing_file_of_the_core_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(downloads, "CORE", tmp_path)
    with pytest.raises(PluginError, match=r"pyodide\.asm\.wasm is missing.*npm ci"):
        downloads.core_file("pyodide.asm.wasm")


# Wheels


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fake of Pyodide under Node: the bytecode is the path, and whether docstrings stay."""

    def compile_there(sources: Mapping[str, bytes], *, docstrings: bool) -> dict[str, bytes]:
        return {f"{path}c": f"{path} {docstrings}".encode() for path in sources}

    monkeypatch.setattr(pack, "compile_modules", compile_there)


def test_bytecode_is_that_of_the_browsers_python_and_names_its_place() -> None:
    source = {"/lib/place/f.py": b"def f():\n    'words'\n"}
    for docstrings in (True, False):
        made = node_python.compile_modules(source, docstrings=docstrings)["/lib/place/f.pyc"]
        assert made[:4] == (3627).to_bytes(2, "little") + b"\r\n"  # the magic number of 3.14
        assert b"/lib/place/f.py" in made
        assert (b"words" in made) == docstrings


def test_only_matplotlib_loses_docstrings_and_not_where_readers_look() -> None:
    documented = is_documented
    assert documented("numpy/linalg/_linalg.py")
    assert documented("matplotlib/pyplot.py")
    assert not documented("matplotlib/artist.py")


@pytest.mark.usefixtures("compiled")
def test_a_module_that_nobody_uses_stays_source() -> None:
    archives = {"numpy": {"a.py": b"1", "b.py": b"2"}, "matplotlib": {"matplotlib/a.py": b"3"}}
    used = {"/lib/a.py", "/lib/matplotlib/a.py"}
    made = pack.compile_used_modules(archives, dict.fromkeys(archives, "/lib"), used)
    assert made["numpy"] == {"a.pyc": b"/lib/a.py True", "b.py": b"2"}
    assert made["matplotlib"] == {"matplotlib/a.pyc": b"/lib/matplotlib/a.py False"}


def test_a_wheel_is_the_same_bytes_whenever_and_wherever_it_is_made() -> None:
    files = {
        "a.pyc": b"1",
        "a-1.dist-info/METADATA": b"Name: a\n",
        "a-1.dist-info/WHEEL": b"Wheel-Version: 1.0\nTag: py2-none-any\nTag: py3-none-any\n",
        "a-1.dist-info/RECORD": b"",
    }
    name, first = wheel(files, "cp314")
    assert name == "a-1-cp314-none-any.whl"
    old = os.umask(0o077)
    try:
        assert wheel(files, "cp314") == (name, first)
    finally:
        os.umask(old)


# Fonts


def outline(font: TTFont, name: str) -> list[tuple[int, int]]:
    coordinates, _, _ = font["glyf"][name].getCoordinates(font["glyf"])
    return list(coordinates)


@pytest.mark.parametrize("face", fonts.FACES)
def test_latin_text_keeps_its_look(face: str) -> None:
    import matplotlib as mpl

    stock = TTFont(Path(mpl.get_data_path()) / "fonts" / "ttf" / face)
    ours = TTFont(fonts.font_files()[face])
    for name in stock.getGlyphOrder():
        assert ours["hmtx"][name] == stock["hmtx"][name]
        assert outline(ours, name) == outline(stock, name)
    for table in ("hhea", "head"):
        for value in ("ascent", "descent", "lineGap", "unitsPerEm"):
            assert getattr(ours[table], value, 0) == getattr(stock[table], value, 0)


@pytest.mark.parametrize("face", fonts.FACES)
def test_figures_can_show_every_character_that_the_site_uses(face: str) -> None:
    texts = [*(ROOT / "docs").rglob("*.md"), *(ROOT / "docs").rglob("*.py")]
    texts += (ROOT / "gdlib").rglob("*.py")
    used = {character for path in texts for character in path.read_text()}
    known = TTFont(fonts.font_files()[face]).getBestCmap().keys()
    missing = {c for c in used if c.isprintable() and "⺀" <= c <= "￯" and ord(c) not in known}
    assert missing == set(), "add them to MORE_KANJI in sitegen/figures/fonts.py"


def test_a_label_with_japanese_and_a_formula_has_no_boxes(caplog: pytest.LogCaptureFixture) -> None:
    import matplotlib as mpl
    from matplotlib.figure import Figure

    with mpl.rc_context(fonts.register()):
        figure = Figure()
        figure.suptitle(r"損失 $E = \frac{1}{2}(y - t)^2$", weight="bold")
        figure.text(0.1, 0.5, r"学習率 $\eta$ と閾値")
        figure.text(0.1, 0.2, "傾き", style="italic")
        for kind in ("svg", "png", "pdf"):
            figure.savefig(io.BytesIO(), format=kind)
    assert caplog.text == ""


def test_registering_twice_is_registering_once() -> None:
    from matplotlib.font_manager import fontManager

    fonts.register()
    before = list(fontManager.ttflist)
    fonts.register()
    assert fontManager.ttflist == before


def test_the_fonts_name_both_copyrights() -> None:
    for path in fonts.font_files().values():
        notice = TTFont(path)["name"].getDebugName(0)
        assert "Bitstream" in notice
        assert "BIZ UDGothic Project Authors" in notice
