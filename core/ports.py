"""Typed ports: a lower package names work that a higher one does; config.wiring fills them.

The wiring maps a port's name to dotted names of callables, in the order they run.
"""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


@cache
def port(name: str) -> tuple[Callable[..., Any], ...]:
    """The callables wired to `name`, in order. Raises LookupError for an undeclared port."""
    wiring = _wiring()
    if name not in wiring:
        raise LookupError(f"port is not wired: {name}")
    return tuple(_load(dotted) for dotted in wiring[name])


def wiring_check() -> None:
    """Load everything that is wired, at start-up: a misspelt name fails before the first use.

    Raises ImproperlyConfigured naming the port.
    """
    for name, steps in _wiring().items():
        for dotted in steps:
            try:
                loaded = _load(dotted)
            except (ImportError, AttributeError) as error:
                raise ImproperlyConfigured(f"port {name}: {dotted} does not exist") from error
            if not callable(loaded):
                raise ImproperlyConfigured(f"port {name}: {dotted} cannot be called")


def _wiring() -> dict[str, list[str]]:
    wiring: dict[str, list[str]] = import_module(settings.PORTS_MODULE).PORTS
    return wiring


def _load(dotted: str) -> Callable[..., Any]:
    module, _, attribute = dotted.rpartition(".")
    loaded: Callable[..., Any] = getattr(import_module(module), attribute)
    return loaded
