"""The set-up steps, each done once for the inputs it depends on."""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
import venv
from collections.abc import Mapping, Sequence
from pathlib import Path

from .console import Refusal, Steps, say
from .need import require_node, require_venv_module
from .paths import (
    DEMO_EDITION,
    FRONTEND,
    LOCALE,
    MANAGE,
    PEERS,
    PYTHON,
    REQUIREMENTS,
    ROOT,
    STAMPS,
    VENV,
    child_env,
)
from .stamps import Stamp, digest, files_under

APPS = ("core", "contest", "judging", "pipeline", "api")


def run(
    command: Sequence[str | Path],
    what: str,
    *,
    env: Mapping[str, str] | None = None,
    cwd: Path = ROOT,
) -> None:
    """Run a set-up command with its output on stderr; refuse in a sentence when it fails."""
    result = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=env, stdout=sys.stderr, check=False
    )
    if result.returncode:
        raise Refusal(f"{what} failed with exit code {result.returncode}; its output is above.")


def make_venv(steps: Steps) -> None:
    """Make .venv with this interpreter, unless it is there and of the same version."""
    if _venv_version() == platform.python_version():
        return
    with steps.step("virtual environment"):
        for name in ("base", "dev", "uv"):
            Stamp(name, "").void()
        venv.EnvBuilder(with_pip=True, clear=True, symlinks=os.name != "nt").create(VENV)


def _venv_version() -> str | None:
    """The Python version of .venv, or None where it is missing or broken."""
    facts = VENV / "pyvenv.cfg"
    if not facts.is_file() or not PYTHON.exists():
        return None
    found = re.search(r"^version *= *(\S+)", facts.read_text(encoding="utf-8"), re.MULTILINE)
    return found[1] if found else None


def install_uv(steps: Steps) -> bool:
    """Put the pinned uv into the environment; False where only pip is to be had."""
    wanted = REQUIREMENTS / "uv.txt"
    stamp = Stamp("uv", digest([wanted]))
    if stamp.is_fresh(PYTHON):
        return True
    with steps.step("uv"):
        command = [str(part) for part in _pip_install(wanted)]
        done = subprocess.run(command, stdout=sys.stderr, check=False)
    if done.returncode:
        say("  uv could not be installed here; pip takes its place, more slowly")
        return False
    stamp.press()
    return True


def _pip_install(wanted: Path) -> list[str | Path]:
    quiet = ("-q", "--disable-pip-version-check")
    return [PYTHON, "-m", "pip", "install", *quiet, "--require-hashes", "-r", wanted]


def install_packages(steps: Steps, *, dev: bool) -> None:
    """Install the pinned set with hashes; an environment that once had the dev set keeps it."""
    name = "dev" if dev or (STAMPS / "dev").exists() else "base"
    wanted = REQUIREMENTS / f"{name}.txt"
    stamp = Stamp(name, digest([wanted]))
    if stamp.is_fresh(PYTHON):
        return
    with_uv = install_uv(steps)
    with steps.step(f"Python packages ({name})"):
        if not (with_uv and _sync_with_uv(wanted)):
            run(
                _pip_install(wanted),
                f"Installing requirements/{name}.txt",
            )
    stamp.press()


def install_peers(steps: Steps) -> None:
    """Put what only benches measure against into a folder of its own, outside the environment."""
    wanted = REQUIREMENTS / "bench.txt"
    stamp = Stamp("bench", digest([wanted]))
    if stamp.is_fresh(PEERS):
        return
    stamp.void()
    with steps.step("peers of the benches"):
        command = [*_pip_install(wanted), "--no-deps", "--upgrade", "--target", PEERS]
        run(command, "Installing requirements/bench.txt")
    stamp.press()


def _sync_with_uv(wanted: Path) -> bool:
    """Make the environment equal to the file; False where uv cannot (an index only pip knows)."""
    command = [
        PYTHON,
        "-m",
        "uv",
        "pip",
        "sync",
        "-q",
        "--python",
        PYTHON,
        "--require-hashes",
        wanted,
    ]
    done = subprocess.run([str(part) for part in command], stdout=sys.stderr, check=False)
    if done.returncode:
        say("  uv did not succeed; trying again with pip")
    return done.returncode == 0


def install_client(steps: Steps) -> None:
    """npm ci, for this lock file and this Node."""
    stamp = Stamp(
        "npm", digest([FRONTEND / "package-lock.json", FRONTEND / "package.json"], require_node())
    )
    if stamp.is_fresh(FRONTEND / "node_modules"):
        return
    stamp.void()
    with steps.step("client packages (npm ci)"):
        run(["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"], "npm ci", cwd=FRONTEND)
    stamp.press()


def build_client(steps: Steps) -> None:
    """Build the web client, for these sources."""
    stamp = Stamp("build", digest(files_under(FRONTEND)))
    if stamp.is_fresh(FRONTEND / "dist"):
        return
    stamp.void()
    with steps.step("client build"):
        run(["npm", "run", "--silent", "build"], "Building the web client", cwd=FRONTEND)
    stamp.press()


def compile_texts(steps: Steps) -> None:
    """Compile the .po catalogues with Babel; a bare machine has no GNU gettext."""
    sources = files_under(LOCALE, suffix=".po")
    stamp = Stamp("texts", digest(sources))
    if not sources or stamp.is_fresh(*(source.with_suffix(".mo") for source in sources)):
        return
    with steps.step("text catalogues"):
        for source in sources:
            run(
                [
                    PYTHON,
                    "-m",
                    "babel.messages.frontend",
                    "-q",
                    "compile",
                    "-i",
                    source,
                    "-o",
                    source.with_suffix(".mo"),
                    "-l",
                    source.parts[-3],
                ],
                f"Compiling {source}",
            )
    stamp.press()


def migrate(steps: Steps, *, var: Path) -> None:
    """Bring the database up to date, when a migration or the database changed."""
    files = [path for app in APPS for path in files_under(ROOT / app / "migrations", suffix=".py")]
    stamp = _database_stamp("migrate", files, var)
    if stamp.is_fresh():
        return
    with steps.step("migrations"):
        run(
            [PYTHON, MANAGE, "migrate", "--no-input", "-v", "0"],
            "Migrating the database",
            env=child_env(var=var),
        )
    stamp.press()


def load_demo(steps: Steps, *, var: Path) -> None:
    """Load the demo contest; loading it again changes nothing."""
    stamp = _database_stamp("demo", files_under(DEMO_EDITION.parent, suffix=".yaml"), var)
    if stamp.is_fresh():
        return
    with steps.step("demo contest"):
        run(
            [PYTHON, MANAGE, "load_edition", DEMO_EDITION],
            "Loading the demo contest",
            env=child_env(var=var),
        )
    stamp.press()


def _database_stamp(name: str, files: list[Path], var: Path) -> Stamp:
    """A stamp that lives and dies with the data it speaks of."""
    where = os.environ.get("DATABASE_URL", "")
    return Stamp(name, digest([*files, REQUIREMENTS / "base.txt"], where), folder=var / ".stamps")


def prepare_python(steps: Steps, *, dev: bool = False) -> None:
    """Everything manage.py needs. What is missing is said before anything is installed."""
    require_venv_module()
    make_venv(steps)
    install_packages(steps, dev=dev)
    compile_texts(steps)


def prepare_client(steps: Steps) -> None:
    """Everything the browser needs."""
    install_client(steps)
    build_client(steps)
