"""Typed ports: a lower package names work that a higher one does; config.wiring fills them.

The wiring maps a port's name to dotted names of callables, in the order they run.
"""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any

from django.conf import settings


@cache
def port(name: str) -> tuple[Callable[..., Any], ...]:
    """The callables wired to `name`, in order. Raises LookupError for an undeclared port."""
    wiring: dict[str, list[str]] = import_module(settings.PORTS_MODULE).PORTS
    if name not in wiring:
        raise LookupError(f"port is not wired: {name}")
    return tuple(_load(dotted) for dotted in wiring[name])


def _load(dotted: str) -> Callable[..., Any]:
    module, _, attribute = dotted.rpartition(".")
    loaded: Callable[..., Any] = getattr(import_module(module), attribute)
    return loaded
