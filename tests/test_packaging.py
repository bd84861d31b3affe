"""What is installed, where it is said, and that the places say the same."""

import importlib.util
import re
import subprocess
import sys
import tomllib
from fnmatch import fnmatch
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

import samverk

CHECKOUT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
PINS = [
    Requirement(line)
    for line in (CHECKOUT / "constraints.txt").read_text(encoding="utf-8").splitlines()
]
PYTHONS = ("3.11", "3.12", "3.13")
SYSTEMS = ("linux", "win32", "darwin")


def by_name(requirements: list[str]) -> dict[str, SpecifierSet]:
    parsed = (Requirement(line) for line in requirements)
    return {canonicalize_name(one.name): one.specifier for one in parsed}


def required() -> dict[str, SpecifierSet]:
    return by_name(PROJECT["project"]["dependencies"])


def of_conda() -> list[str]:
    """The lines of environment.yml, pip's among them, without the dash."""
    text = (CHECKOUT / "environment.yml").read_text(encoding="utf-8")
    after = text.split("dependencies:\n", 1)[1]
    return [line.strip().removeprefix("- ") for line in after.splitlines()]


def test_conda_gets_what_pip_gets():
    extras = {"pip", "pip:", "-e ."}
    conda = by_name([line for line in of_conda() if line not in extras])
    assert conda.pop("python") == SpecifierSet(PROJECT["project"]["requires-python"])
    wanted = required()
    # conda does not know ~=
    assert wanted.pop("voila") == SpecifierSet("~=0.5.13")
    assert conda.pop("voila") == SpecifierSet(">=0.5.13,<0.6")
    assert conda == wanted


def test_voila_stays_at_its_minor_version():
    assert SpecifierSet(str(required()["voila"])).contains(metadata.version("voila"))
    assert not required()["voila"].contains("0.6.0")


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("system", SYSTEMS)
def test_every_python_and_system_has_one_pin_for_each_package(python: str, system: str):
    place = {"python_version": python, "sys_platform": system}
    pinned = [
        canonicalize_name(pin.name)
        for pin in PINS
        if pin.marker is None or pin.marker.evaluate(place)
    ]
    assert len(pinned) == len(set(pinned))
    wanted = set(required())
    for extra in PROJECT["project"]["optional-dependencies"].values():
        wanted |= set(by_name(extra))
    assert wanted <= set(pinned)


def test_the_pins_keep_to_what_is_required():
    wanted = required()
    for extra in PROJECT["project"]["optional-dependencies"].values():
        wanted |= by_name(extra)
    outside = [
        str(pin)
        for pin in PINS
        for version in [next(iter(pin.specifier)).version]
        if not wanted.get(canonicalize_name(pin.name), SpecifierSet()).contains(version)
    ]
    assert outside == []


def test_everything_that_the_package_brings_along_is_pinned():
    pinned = {canonicalize_name(pin.name) for pin in PINS}
    found: set[str] = set()
    waiting = list(required())
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        for line in metadata.requires(name) or []:
            one = Requirement(line)
            if one.marker is None or one.marker.evaluate({"extra": ""}):
                waiting.append(canonicalize_name(one.name))
    assert len(found) > len(required())
    assert found <= pinned


def test_the_pins_name_no_address():
    text = (CHECKOUT / "constraints.txt").read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if re.search(r"://| @ |^-", line)] == []


def test_every_file_of_the_package_is_taken_along():
    patterns = PROJECT["tool"]["setuptools"]["package-data"]["*"]
    root = CHECKOUT / "lib" / "samverk"
    tracked = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "lib/samverk"],
        cwd=CHECKOUT,
        capture_output=True,
        encoding="utf-8",
    ).stdout.split()
    if not tracked:
        tracked = [
            str(path) for path in root.rglob("*") if path.is_file() and path.suffix != ".pyc"
        ]
    assert any(name.endswith("py.typed") for name in tracked)
    left = [
        name
        for name in tracked
        if not name.endswith(".py")
        and not any(fnmatch(Path(name).name, pattern) for pattern in patterns)
    ]
    assert left == []


def test_the_version_is_said_in_one_place():
    assert "version" in PROJECT["project"]["dynamic"]
    changelog = (CHECKOUT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## {re.escape(samverk.__version__)}\b", changelog, re.MULTILINE)


def test_it_runs_from_a_plain_clone_with_lib_on_the_path():
    place = f"import sys; sys.path.insert(0, {str(CHECKOUT / 'lib')!r}); import samverk; "
    answer = subprocess.run(
        [sys.executable, "-I", "-c", place + "print(samverk.__file__)"],
        capture_output=True,
        encoding="utf-8",
    )
    assert Path(answer.stdout.strip()) == CHECKOUT / "lib" / "samverk" / "__init__.py"


def test_what_the_package_imports_is_required():
    used: set[str] = set()
    for file in (CHECKOUT / "lib" / "samverk").rglob("*.py"):
        for line in file.read_text(encoding="utf-8").splitlines():
            if found := re.match(r"\s*(?:from|import) (\w+)", line):
                used.add(found[1])
    outside = {
        name
        for name in used - set(sys.stdlib_module_names) - {"samverk"}
        if importlib.util.find_spec(name) is not None
    }
    providers = metadata.packages_distributions()
    # Jupyter's own parts come with jupyterlab and voila, which pin them to each other.
    jupyter = {
        "ipykernel", "ipython", "jinja2", "jupyter-client", "jupyter-core", "jupyter-server",
        "nbclient", "nbconvert", "nbformat", "tornado", "traitlets",
    }  # fmt: skip
    optional = {"ortools"}
    missing = {
        name
        for name in outside
        if not {canonicalize_name(one) for one in providers.get(name, [])}
        & (set(required()) | jupyter | optional)
    }
    assert missing == set()
