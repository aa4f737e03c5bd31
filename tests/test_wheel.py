"""The wheel, in an empty environment and from another folder, does what the checkout does."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def run(*command: str | Path, cwd: Path) -> str:
    """Standard output and errors of a command in an environment that knows nothing of the checkout; it must succeed."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(cwd), "LANG": "C.UTF-8"}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"{command}:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    return done.stdout + done.stderr


def build(source: Path, kind: str, target: Path) -> Path:
    """Builds with the back end itself, so that nothing is fetched."""
    run(sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", target, cwd=source)
    (made,) = target.iterdir()
    return made


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(ROOT, "wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `briefing` command of a new environment with the wheel in it; only its dependencies are borrowed from this one."""
    home = tmp_path_factory.mktemp("environment")
    run(sys.executable, "-m", "venv", "--without-pip", home, cwd=home)
    python = home / "bin" / "python"
    run(sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-deps", "--no-index", wheel, cwd=home)
    borrowed = "\n".join(sorted({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}))
    own = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=home).strip())
    # A path file's own folders are searched, but the path files in them are not read: the checkout stays out of sight.
    (own / "dependencies.pth").write_text(borrowed + "\n")
    where = run(python, "-c", "import briefing; print(briefing.__file__)", cwd=home).strip()
    assert where.startswith(str(own)), where
    return home / "bin" / "briefing"


def shipped_names() -> set[str]:
    """Where each file of the package, the config and the templates must lie in the wheel."""
    names = set()
    for folder, place in (("briefing", ""), ("config", "briefing/_shipped/"), ("templates", "briefing/_shipped/")):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts and not path.name.endswith(("-wal", "-shm")):
                names.add(place + path.relative_to(ROOT).as_posix())
    return names


def test_wheel_carries_package_config_and_templates(wheel: Path) -> None:
    """Each of their files is in the wheel; samples, tests and documentation are not."""
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert names == shipped_names()


def test_wheel_is_small(wheel: Path) -> None:
    """With model and gazetteer it stays under 45 MB."""
    assert wheel.stat().st_size < 45_000_000


def test_release_archive_builds_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    """The source archive is whole: the wheel built from it holds the same files, and the tests travel with it."""
    archive = build(ROOT, "sdist", tmp_path / "sdist")
    (tmp_path / "unpacked").mkdir()
    run("tar", "-xzf", archive, "-C", tmp_path / "unpacked", cwd=tmp_path)
    (source,) = (tmp_path / "unpacked").iterdir()
    again = build(source, "wheel", tmp_path / "again")
    with zipfile.ZipFile(wheel) as one, zipfile.ZipFile(again) as other:
        assert sorted(one.namelist()) == sorted(other.namelist())
    assert (source / "tests" / "test_wheel.py").is_file()
    assert (source / "Makefile").is_file()


def test_help(program: Path, tmp_path: Path) -> None:
    """The installed command explains itself."""
    text = run(program, "--help", cwd=tmp_path)
    assert all(command in text for command in ("init", "check", "build"))


def test_first_steps(program: Path, tmp_path: Path) -> None:
    """A new workspace checks clean and builds, with the shipped config, model and templates, from another folder."""
    run(program, "init", "desk", cwd=tmp_path)
    run(program, "check", "--workspace", "desk", cwd=tmp_path)
    run(program, "build", "--workspace", "desk", cwd=tmp_path)
    outputs = [
        path for path in (tmp_path / "desk").rglob("*") if path.suffix in {".pdf", ".html"} and path.stat().st_size
    ]
    assert {path.suffix for path in outputs} == {".pdf", ".html"}
    assert all(path.read_bytes().startswith(b"%PDF-") for path in outputs if path.suffix == ".pdf")
