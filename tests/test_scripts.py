"""The scripts that start Samverk and its tests, as people meet them before anything is there."""

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent
SCRIPTS = CHECKOUT / "scripts"
STARTED = ["run", "test", "environment.py", "chromium.py"]
posix_only = pytest.mark.skipif(os.name == "nt", reason="the stand-in program is a shell script")


def slow(value: str):
    return pytest.param(value, marks=pytest.mark.slow)


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A checkout that nobody has started yet, in a folder with a space and letters in its name."""
    folder = tmp_path / "Mine verksteder på Å"
    (folder / "lib" / "samverk").mkdir(parents=True)
    shutil.copytree(SCRIPTS, folder / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "constraints.txt", "README.md", "LICENSE"):
        shutil.copy(CHECKOUT / name, folder)
    shutil.copy(CHECKOUT / "lib" / "samverk" / "__init__.py", folder / "lib" / "samverk")
    return folder


def start(clone: Path, script: str, *arguments: str, **more: object) -> subprocess.CompletedProcess:
    surroundings = {**os.environ, "PYTHONIOENCODING": "utf-8", **more.pop("env", {})}
    return subprocess.run(
        [sys.executable, *more.pop("flags", ()), str(clone / "scripts" / script), *arguments],
        capture_output=True,
        encoding="utf-8",
        env=surroundings,
        timeout=120,
        **more,
    )


def set_up(clone: Path, samverk: str) -> None:
    """An environment as the scripts leave it, with a program of ours that stands in for samverk."""
    environment = clone / ".venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True)
    program = environment / "bin" / "samverk"
    program.write_text(samverk, encoding="utf-8")
    program.chmod(0o755)
    seal(clone)


def seal(clone: Path, **different: object) -> None:
    told = "import environment, json; print(json.dumps([str(environment.CHECKOUT), "
    answer = subprocess.run(
        [sys.executable, "-c", told + "environment._wanted()]))"],
        cwd=clone / "scripts",
        capture_output=True,
        encoding="utf-8",
    )
    checkout, wanted = json.loads(answer.stdout)
    stamp = {
        "checkout": checkout,
        "extras": [],
        "python": f"{sys.version_info.major}.{sys.version_info.minor}",
        "wanted": wanted,
        **different,
    }
    (clone / ".venv" / "samverk.json").write_text(json.dumps(stamp), encoding="utf-8")


@pytest.fixture
def ready(clone: Path) -> Path:
    set_up(clone, '#!/bin/sh\npwd\nprintf "%s\\n" "$@"\nexit 7\n')
    return clone


@pytest.fixture
def offline(tmp_path: Path) -> dict[str, str]:
    """Surroundings in which pip finds nothing, and finds that out at once."""
    empty = tmp_path / "empty"
    empty.mkdir()
    for_pip = {key: value for key, value in os.environ.items() if not key.startswith("PIP_")}
    return {
        **for_pip,
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(empty),
    }


@pytest.mark.parametrize("name", STARTED)
def test_an_old_python_can_read_the_script(name: str):
    ast.parse((SCRIPTS / name).read_text(encoding="utf-8"), feature_version=(3, 6))


@pytest.mark.parametrize("name", STARTED)
def test_a_script_needs_nothing_but_python_itself(name: str):
    tree = ast.parse((SCRIPTS / name).read_text(encoding="utf-8"))
    imported = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            imported |= {alias.name.partition(".")[0] for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            imported.add(str(node.module).partition(".")[0])
    assert imported
    assert imported <= sys.stdlib_module_names | {"environment", "chromium"}


def old_pythons() -> list[str]:
    root = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    return [str(path) for minor in range(6, 11) for path in root.glob(f"3.{minor}.*/bin/python")]


@pytest.mark.skipif(not old_pythons(), reason="no old Python at hand")
@pytest.mark.parametrize("python", old_pythons())
@pytest.mark.parametrize("script", ["run", "test"])
def test_an_old_python_is_told_which_one_is_needed(clone: Path, python: str, script: str):
    answer = subprocess.run(
        [python, str(clone / "scripts" / script)], capture_output=True, encoding="utf-8"
    )
    assert answer.returncode == 1
    assert answer.stderr.startswith("Samverk trenger Python 3.11 eller nyere")
    assert len(answer.stderr.splitlines()) == 1
    assert not (clone / ".venv").exists()


@posix_only
def test_with_nothing_said_the_sample_is_served_in_the_checkout(ready: Path, tmp_path: Path):
    answer = start(ready, "run", cwd=tmp_path)
    assert answer.returncode == 7
    notebook = str(ready / "workshop.ipynb")
    assert answer.stdout.splitlines()[1:] == ["serve", "--sample", "--notebook", notebook]
    assert answer.stderr == ""


@posix_only
@pytest.mark.parametrize(
    ("arguments", "passed_on"),
    [
        (["--no-browser", "--port", "0"], ["serve", "--sample", "--no-browser", "--port", "0"]),
        (["serve", "--notebook", "a b.ipynb"], ["serve", "--notebook", "a b.ipynb"]),
        (["lab", "--notebook=b.ipynb"], ["lab", "--notebook=b.ipynb"]),
        (["rehearse", "--out", "ut å"], ["rehearse", "--out", "ut å"]),
        (["--help"], ["--help"]),
    ],
)
def test_arguments_are_passed_on_to_where_the_user_stands(
    ready: Path, tmp_path: Path, arguments: list[str], passed_on: list[str]
):
    answer = start(ready, "run", *arguments, cwd=tmp_path)
    stood, *given = answer.stdout.splitlines()
    if "--notebook" in given and "--notebook" not in arguments:
        assert given[-2:] == ["--notebook", str(ready / "workshop.ipynb")]
        given = given[:-2]
    assert given == passed_on
    assert Path(stood) == tmp_path


@posix_only
def test_a_signal_reaches_samverk_itself(clone: Path):
    set_up(clone, "#!/bin/sh\necho $$\nread line\n")
    with subprocess.Popen(
        [sys.executable, str(clone / "scripts" / "run")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as started:
        assert started.stdout is not None
        assert int(started.stdout.readline()) == started.pid
        started.terminate()
    assert started.returncode == -15


@pytest.mark.parametrize("apt", [True, False])
@pytest.mark.parametrize("lacking", ["venv", "ensurepip"])
@posix_only
def test_a_python_without_venv_gets_a_sentence(
    clone: Path, tmp_path: Path, lacking: str, apt: bool
):
    poor = tmp_path / "poor"
    poor.mkdir()
    (poor / f"{lacking}.py").write_text(f"raise ImportError({lacking!r})\n", encoding="utf-8")
    programs = tmp_path / "programs"
    programs.mkdir()
    if apt:
        (programs / "apt-get").write_text("#!/bin/sh\n", encoding="utf-8")
        (programs / "apt-get").chmod(0o755)
    answer = start(clone, "run", env={"PYTHONPATH": str(poor), "PATH": str(programs)})
    assert answer.returncode == 1
    assert "mangler venv og ensurepip" in answer.stderr
    assert ("apt install python3-venv" in answer.stderr) is apt
    assert "Traceback" not in answer.stderr


@pytest.mark.slow
def test_a_failed_download_is_said_and_the_next_start_goes_on_from_there(
    clone: Path, offline: dict[str, str]
):
    for _again in range(2):
        answer = start(clone, "run", env=offline)
        assert answer.returncode == 1
        assert "kunne ikke hentes. Sjekk nettet" in answer.stderr
        assert "Traceback" not in answer.stderr
    assert not (clone / ".venv" / "samverk.json").exists()
    assert not (clone / ".venv" / "samverk.unfinished").exists()


def test_an_environment_made_by_hand_is_kept(clone: Path, offline: dict[str, str]):
    subprocess.run([sys.executable, "-m", "venv", clone / ".venv"], check=True)
    (clone / ".venv" / "by-hand").touch()
    answer = start(clone, "run", env=offline)
    assert "kunne ikke hentes" in answer.stderr
    assert (clone / ".venv" / "by-hand").exists()


@posix_only
@pytest.mark.parametrize(
    "harm", ["unfinished", slow("no python"), slow("moved"), slow("another python")]
)
def test_a_broken_environment_is_made_anew(
    ready: Path, offline: dict[str, str], harm: str, tmp_path: Path
):
    environment = ready / ".venv"
    left_over = environment / "left-over"
    left_over.touch()
    if harm == "unfinished":
        (environment / "samverk.unfinished").touch()
    elif harm == "no python":
        for python in (environment / "bin").glob("python*"):
            python.unlink()
            python.symlink_to(tmp_path / "gone")
    elif harm == "moved":
        seal(ready, checkout=str(tmp_path))
    else:
        seal(ready, python="3.10")
    answer = start(ready, "run", env=offline)
    assert "kunne ikke hentes" in answer.stderr
    assert not left_over.exists()
    python = environment / "bin" / "python"
    pip = subprocess.run([python, "-m", "pip", "--version"], stdout=subprocess.DEVNULL)
    assert pip.returncode == 0


@posix_only
@pytest.mark.parametrize("changed", ["constraints.txt", slow("pyproject.toml")])
def test_changed_requirements_are_installed(ready: Path, offline: dict[str, str], changed: str):
    with (ready / changed).open("a", encoding="utf-8") as file:
        file.write("\n# changed\n")
    answer = start(ready, "run", env=offline)
    assert "Samverk setter seg opp" in answer.stderr


@posix_only
def test_two_starts_at_once_set_up_one_after_the_other(ready: Path, offline: dict[str, str]):
    import fcntl

    (ready / ".venv" / "samverk.json").unlink()
    with (ready / ".venv" / "samverk.lock").open("a", encoding="utf-8") as first:
        fcntl.flock(first, fcntl.LOCK_EX)
        with subprocess.Popen(
            [sys.executable, str(ready / "scripts" / "run")],
            env=offline,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        ) as second:
            with pytest.raises(subprocess.TimeoutExpired):
                second.wait(0.5)
            seal(ready)
            fcntl.flock(first, fcntl.LOCK_UN)
            said, complained = second.communicate()
    assert second.returncode == 7
    assert said.splitlines()[1] == "serve"
    assert complained == ""


def test_the_double_click_file_has_the_line_ends_of_windows():
    content = (SCRIPTS / "Samverk.cmd").read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n") > 10
    rules = (CHECKOUT / ".gitattributes").read_text(encoding="utf-8")
    assert "*.cmd text eol=crlf" in rules.splitlines()


@posix_only
@pytest.mark.parametrize("name", ["scripts/run", "scripts/test", ".ci/run"])
def test_what_people_start_has_its_run_bit(name: str):
    assert os.access(CHECKOUT / name, os.X_OK)
