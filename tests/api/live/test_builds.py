"""Which clients are too old."""

import pytest

from api.live import builds
from api.live.builds import is_too_old
from api.live.schema import BUILD


@pytest.mark.parametrize("build", ["0.9.9", "0.1.0", "0.10.0", "0.0.99"])
def test_below_the_oldest(build, monkeypatch):
    monkeypatch.setattr(builds, "OLDEST", (1, 0, 0))
    assert is_too_old(build)


@pytest.mark.parametrize("build", ["1.0.0", "1.0.1", "2.0.0-rc1", "demo", "", "9" * 40])
def test_current_or_no_version(build, monkeypatch):
    monkeypatch.setattr(builds, "OLDEST", (1, 0, 0))
    assert not is_too_old(build)


def test_our_own_build_is_served():
    assert not is_too_old(BUILD)
