"""Draws every state machine of the product into docs/states.md, from the tables themselves.

python -m tests.docs.states    writes the page anew
"""

import inspect
import os
import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from core.states import Machine

PAGE = Path(__file__).resolve().parents[2] / "docs" / "states.md"
PACKAGES = ("core.services", "contest.services", "judging.services", "pipeline.services")

DEFINED = re.compile(r"\bMachine\($", re.MULTILINE)

HEAD = """# State machines

Drawn from the transition tables beside the services by `python -m tests.docs.states`; a test
fails when this page is older than the tables. A verb that is not drawn is refused with the code
that is named.
"""


def machines() -> Iterator[tuple[str, Machine]]:
    """Every machine and the module that defines it, in the packages' order."""
    for package in PACKAGES:
        for found in pkgutil.walk_packages(import_module(package).__path__, f"{package}."):
            module = None if found.ispkg else import_module(found.name)
            if module is not None and DEFINED.search(inspect.getsource(module)):
                yield found.name, module.MACHINE
    yield "pipeline.stages", import_module("pipeline.stages").machine()


def page() -> str:
    """The whole page."""
    return "\n".join([HEAD, *(_section(module, machine) for module, machine in machines())])


def _section(module: str, machine: Machine) -> str:
    moves = [
        f"    {source} --> {target}: {verb}" for (source, verb), target in machine.moves.items()
    ]
    used = {state for move in machine.moves.items() for state in (move[0][0], move[1])}
    unused = [state for state in machine.states if state not in used]
    lines = [
        f"## {machine.noun}",
        "",
        f"`{module}`; any other move: `{machine.refusal}`."
        + (f" No move leads there yet: {', '.join(unused)}." if unused else ""),
        "",
        "```mermaid",
        "stateDiagram-v2",
        *moves,
        "```",
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    import django

    django.setup()
    PAGE.write_text(page(), encoding="utf-8")
