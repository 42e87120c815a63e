"""What must be on the machine before anything else, each missing thing said in a sentence."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from pathlib import Path

from .console import Refusal, say

NODE_FLOOR = (20, 19)


def require_venv_module() -> None:
    """Refuse a Python that cannot make virtual environments (Debian splits that off)."""
    if importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip"):
        return
    raise Refusal(
        "This Python cannot make a virtual environment: its venv or ensurepip module is missing. "
        "On Debian and Ubuntu install it with: apt-get install python3-venv"
    )


def require_node() -> str:
    """Return Node's version, or refuse a missing or an old one."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        raise Refusal(
            "Node.js with npm is needed to build the web client and was not found on the PATH. "
            "Install Node 20.19 or newer (20 or 22 LTS)."
        )
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
    numbers = tuple(int(part) for part in re.findall(r"\d+", version)[:2])
    if numbers < NODE_FLOOR:
        raise Refusal(f"Node 20.19 or newer is needed; {version.strip()} was found at {node}.")
    return version.strip()


def chromium_path() -> str | None:
    """Return the browser to test with: $CHROMIUM, else the first known name on the PATH."""
    named = os.environ.get("CHROMIUM")
    if named:
        if not Path(named).is_file():
            raise Refusal(f"CHROMIUM names {named}, and there is no such file.")
        return named
    for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"):
        if found := shutil.which(name):
            return found
    return None


def ensure_chromium() -> str | None:
    """Find Chromium; as root on Debian install it; return None where neither works."""
    found = chromium_path()
    may_install = os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get")
    if found or not may_install:
        return found
    say("  Chromium is missing: installing it with apt-get")
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-q"], ["install", "-yq", "--no-install-recommends", "chromium"]):
        result = subprocess.run(["apt-get", *command], env=env, stdout=2, check=False)
        if result.returncode:
            say(f"  apt-get {command[0]} failed with exit code {result.returncode}")
            return None
    return chromium_path()
