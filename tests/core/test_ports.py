"""Ports: filled by the wiring, checked before the first use."""

from types import SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured

from core import ports
from core.ports import port, wiring_check


def test_the_wiring_of_the_product_is_whole():
    wiring_check()


def test_an_undeclared_port_is_an_error():
    with pytest.raises(LookupError):
        port("judging.nobody_declared_this")


@pytest.mark.parametrize(
    "dotted",
    ["core.ports.no_such_step", "core.no_such_module.step", "core.ports.settings.DEBUG"],
)
def test_a_planted_mistake_stops_the_start(monkeypatch, dotted):
    """A misspelt step would else be found in the middle of a publication."""
    wired = SimpleNamespace(PORTS={"judging.published_final": [dotted]})
    monkeypatch.setattr(ports, "import_module", _import_with(wired))
    with pytest.raises(ImproperlyConfigured, match=r"judging\.published_final"):
        wiring_check()


def _import_with(wired):
    from importlib import import_module

    from django.conf import settings

    return lambda name: wired if name == settings.PORTS_MODULE else import_module(name)
