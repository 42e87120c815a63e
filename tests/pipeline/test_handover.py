"""Projects of a manager who leaves go to the successor, or stand open as nobody's."""

import pytest

from core.services.departures import person_leave
from tests.factories.pipeline import NOW, project_make, zone_make

pytestmark = pytest.mark.django_db


@pytest.fixture
def zone():
    return zone_make()


@pytest.fixture
def held(zone):
    """An open project and a lost one, both the manager's."""
    owner = zone.person("investment_manager")
    open_one, lost = project_make(zone), project_make(zone)
    for project in (open_one, lost):
        project.owner = owner
    lost.stage = "lost"
    for project in (open_one, lost):
        project.save()
    zone.staff("host_admin")
    return open_one, lost


def leave(zone, successor=None):
    return person_leave(
        host=zone.host,
        person=zone.person("investment_manager"),
        successor=successor,
        by=zone.person("host_admin"),
        reason="离职",
        at=NOW,
    )


def test_a_manager_takes_them_over(zone, held):
    heir = zone.person("project_lead")
    left = leave(zone, heir).people.get()
    assert left.handed == [{"kind": "project", "id": str(held[0].uid), "to": str(heir.uid)}]
    held[0].refresh_from_db()
    held[1].refresh_from_db()
    assert held[0].owner == heir
    assert held[1].owner == zone.person("investment_manager"), "its record is closed"


@pytest.mark.parametrize("role", [None, "auditor"])
def test_without_somebody_who_may_own_them_they_are_nobodys(zone, held, role):
    left = leave(zone, role and zone.person(role)).people.get()
    assert [row["to"] for row in left.handed] == [None]
    held[0].refresh_from_db()
    assert held[0].owner is None
