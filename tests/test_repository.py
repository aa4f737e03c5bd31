"""The repository keeps its own word: documented commands run, links lead somewhere, dependencies and layers are as described."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from briefing.config.schema import Event, Settings, Sources, ThreatCategory

ROOT = Path(__file__).resolve().parent.parent
FENCE = re.compile(r"^```(?P<language>\w+)[ \t]*(?P<info>[^\n]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^#+ +(.+)$", re.MULTILINE)
LINK = re.compile(r"(?<!`)\[[^\]]*\]\((?P<target>[^)\s]+)\)")
# Written in pieces, so that this file does not hold what it looks for.
ADDRESSES = re.compile("|".join(["pypi" + r"\.org", "python" + "hosted", r"registry\." + "npmjs", r"deb\." + "debian"]))
NAME_AND_VERSION = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]*==[0-9][A-Za-z0-9.+!]*$")


@cache
def tracked() -> tuple[Path, ...]:
    """The repository's files; in an unpacked release, which has no history, all that lie there."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if listed.returncode == 0:
        return tuple(
            path for name in sorted(set(listed.stdout.split("\0"))) if name and (path := ROOT / name).is_file()
        )
    skipped = {".venv", "dist", "build", "__pycache__"}
    return tuple(p for p in sorted(ROOT.rglob("*")) if p.is_file() and not skipped & set(p.relative_to(ROOT).parts))


def pages() -> list[Path]:
    return [
        path for path in tracked() if path.suffix == ".md" and path.parent in {ROOT, ROOT / "docs", ROOT / "benchmarks"}
    ]


def project() -> dict[str, Any]:
    table: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return table


def plain(name: str) -> str:
    """A distribution's name as it is compared: lower case, one kind of separator, no version."""
    return re.sub(r"[-_.]+", "-", re.split(r"[<>=!~;\[ ]", name, maxsplit=1)[0]).lower()


def requirements(extra: str | None = None) -> set[str]:
    table = project()
    listed: list[str] = table["dependencies"] if extra is None else table["optional-dependencies"][extra]
    return {plain(name) for name in listed}


# ---- documented commands ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Recipe:
    """The blocks of a page that a reader follows: `sh tested` runs, any language with `file=NAME` is written to that file."""

    page: str
    script: str


def recipe(page: Path) -> Recipe | None:
    """The page's blocks as one script, in their order, so that each may build on those before."""
    lines: list[str] = []
    commands = 0
    for block in FENCE.finditer(page.read_text(encoding="utf-8")):
        info = block["info"].split()
        if target := next((word.removeprefix("file=") for word in info if word.startswith("file=")), None):
            lines += [
                f"mkdir -p \"$(dirname '{target}')\"",
                f"cat > '{target}' <<'END OF FILE'",
                block["body"] + "END OF FILE",
            ]
        elif block["language"] == "sh" and "tested" in info:
            lines.append(block["body"])
            commands += 1
    return Recipe(page.relative_to(ROOT).as_posix(), "\n".join(lines)) if commands else None


RECIPES = [found for page in pages() if (found := recipe(page))]


@pytest.mark.parametrize("found", RECIPES, ids=lambda found: found.page)
def test_documented_commands_run(found: Recipe, tmp_path: Path) -> None:
    """Every block that a page marks as tested runs, in order, in an empty folder, and succeeds."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("BRIEFING", "PYTEST", "COV"))
    } | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "HOME": str(tmp_path)}
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", found.script],
        cwd=tmp_path, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"{found.page}:\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"


def test_pages_for_users_have_tested_commands() -> None:
    """The pages that tell a user what to type are among those that are run."""
    assert {"README.md", "docs/configuring.md"} <= {found.page for found in RECIPES}


def test_systemd_accepts_the_documented_units(tmp_path: Path) -> None:
    """The service and the timer of docs/scheduling.md load without a word from systemd."""
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd-analyze is not installed")
    text = (ROOT / "docs" / "scheduling.md").read_text(encoding="utf-8")
    units = []
    for block in FENCE.finditer(text):
        if block["language"] == "ini":
            unit = tmp_path / Path(block["info"].removeprefix("file=")).name
            unit.write_text(block["body"])
            units.append(str(unit))
    assert len(units) == 2
    done = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def anchors(page: Path) -> set[str]:
    """The fragments that a rendered page offers: each heading in lower case, with hyphens."""
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in HEADING.findall(text)}


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    """Each relative link of a page leads to a file, and each fragment to a heading."""
    lost = []
    for link in LINK.finditer(FENCE.sub("", page.read_text(encoding="utf-8"))):
        target, _, fragment = link["target"].partition("#")
        if "://" in target or target.startswith("mailto:"):
            continue
        file = (page.parent / target).resolve() if target else page
        if not file.exists() or (fragment and fragment not in anchors(file)):
            lost.append(link["target"])
    assert lost == []


def keys_of(model: type[BaseModel]) -> set[str]:
    """The keys of a YAML file and of what stands inside it."""
    found: set[str] = set()
    for name, field in model.model_fields.items():
        found.add(name)
        for inner in (field.annotation, *get_args(field.annotation)):
            if isinstance(inner, type) and issubclass(inner, BaseModel):
                found |= keys_of(inner)
    return found


@pytest.mark.parametrize("model", [Settings, Sources, Event, ThreatCategory])
def test_configuring_names_every_key(model: type[BaseModel]) -> None:
    """docs/configuring.md speaks of each key of the files that an analyst writes."""
    text = (ROOT / "docs" / "configuring.md").read_text(encoding="utf-8")
    assert sorted(key for key in keys_of(model) if not re.search(rf"`{key}`|\b{key}:", text)) == []


# ---- dependencies ----------------------------------------------------------------------------------------------------


def test_no_registry_addresses() -> None:
    """No file names the host of a package registry: where packages come from is the reader's own setting."""
    named = [
        str(path.relative_to(ROOT))
        for path in tracked()
        if path.suffix not in {".sqlite", ".ttf", ".otf", ".woff2", ".png", ".gz"}
        and ADDRESSES.search(path.read_text(encoding="utf-8", errors="replace"))
    ]
    assert named == []


def test_constraints_hold_names_and_versions_only() -> None:
    """constraints.txt pins each package by name and version, once, in order, with no address or path."""
    lines = [line for line in (ROOT / "constraints.txt").read_text().splitlines() if line and not line.startswith("#")]
    assert [line for line in lines if not NAME_AND_VERSION.match(line)] == []
    names = [plain(line) for line in lines]
    assert len(names) == len(set(names))


def test_constraints_cover_every_dependency() -> None:
    """What the program and its checks ask for is pinned."""
    pinned = {plain(line) for line in (ROOT / "constraints.txt").read_text().splitlines()}
    assert (requirements() | requirements("dev")) - pinned == set()


def test_dependencies_are_explained() -> None:
    """docs/dependencies.md has a line for each dependency and each package of the extras, and for no other."""
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    explained = {plain(name) for name in re.findall(r"^\| `([^`]+)`", text, re.MULTILINE)}
    asked = requirements().union(*(requirements(extra) for extra in project()["optional-dependencies"]))
    assert explained == asked


def imported(folder: str) -> dict[str, str]:
    """Top-level modules that a folder's Python imports, each with a file that does."""
    found: dict[str, str] = {}
    for path in tracked():
        if path.suffix != ".py" or ROOT / folder not in path.parents:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names = [node.module]
            else:
                continue
            for name in names:
                found.setdefault(name.partition(".")[0], path.relative_to(ROOT).as_posix())
    return found


@pytest.mark.parametrize(
    ("folder", "extra"), [("briefing", None), ("tests", "dev"), ("benchmarks", "dev"), ("training", "train")]
)
def test_imports_are_declared(folder: str, extra: str | None) -> None:
    """Every third-party module that is imported belongs to a declared dependency, not to one that came along."""
    declared = requirements() | (requirements(extra) if extra else set())
    own = {"briefing", "tests", "benchmarks", "training"} | {path.stem for path in (ROOT / folder).rglob("*.py")}
    homes = packages_distributions()
    undeclared = {
        name: file
        for name, file in imported(folder).items()
        if name not in sys.stdlib_module_names | own
        and not {plain(home) for home in homes.get(name, [name])} & declared
    }
    assert undeclared == {}


# ---- architecture ----------------------------------------------------------------------------------------------------


def test_layers_hold() -> None:
    """import-linter finds that imports go one way and that the steps do not know each other."""
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]


def test_architecture_names_every_room() -> None:
    """docs/architecture.md speaks of each module and folder that stands in the package, and of none that does not."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    table = {name.rstrip("/") for name in re.findall(r"^\| `([a-z_]+(?:\.py|/))` ", text, re.MULTILINE)}
    rooms = {
        path.name
        for path in (ROOT / "briefing").iterdir()
        if (path.is_dir() and (path / "__init__.py").is_file())
        or (path.suffix == ".py" and not path.name.startswith("_"))
    }
    assert table == rooms


def test_modules_open_with_a_sentence_and_stay_short() -> None:
    """Every module of the package says first what it is, and none grows past 450 lines."""
    for path in sorted((ROOT / "briefing").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        assert not text.strip() or ast.get_docstring(ast.parse(text)), (
            f"{path.relative_to(ROOT)} opens without a sentence"
        )
        assert text.count("\n") <= 450, f"{path.relative_to(ROOT)} is long: which two things live in it?"
