"""Worlds of one seed are the same world."""

import pytest

from core.models import LogOpening
from tests.undo import undone
from tests.worlds import day

pytestmark = pytest.mark.django_db


def _play():
    world = day(name="twin", entries=2, judges=3)
    world.enter(1, 2)
    world.judge(recused={3: (1,)})
    world.publish("proposed")
    world.publish("final")
    return world


def test_the_day_reaches_its_awards():
    """Everything on the way is a service that accepted what it was given."""
    world = _play()
    assert world.edition.state == "awarded"
    world.final.round.refresh_from_db()
    assert world.final.round.state == "locked"
    assert [entry.number for entry in world.final.entries] == ["QM-01", "QM-02"]


def test_two_days_of_one_seed_write_the_same_log():
    """Ids, salts and times repeat, so only a story's difference makes a difference."""
    bodies = []
    for _ in range(2):
        with undone():
            _play()
            bodies.append(list(LogOpening.objects.order_by("pk").values_list("salt", "body")))
    assert bodies[0] == bodies[1]
