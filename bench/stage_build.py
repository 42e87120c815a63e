"""Migrates the database of the environment and fills it with a final; prints who is who (JSON).

python -m bench.stage_build JUDGES ENTRIES CONSOLES EMCEES
    [1: every cell has a mark] [1: a room of another contest is on air]
"""

import json
import sys
from typing import Any


def build(*sizes: int) -> dict[str, Any]:
    """A running round: judges with tablets and empty sheets, people at consoles and on stage."""
    judges, entries, consoles, emcees, filled, on_air = (*sizes, 0, 0)[:6]
    from core.models import Role
    from judging.models import ScoreCell
    from tests.system.faults import seed as seeds

    final = seeds.seed(judges=judges, entries=entries)

    if filled:
        ScoreCell.objects.update(value=1000, rev=1)

    def people(role: str, many: int) -> list[str]:
        found = []
        for number in range(many):
            who = seeds.person(f"{role} {number}")
            seeds.member(who, final.edition, role)
            found.append(seeds.session_cookie(seeds.account(who)))
        return found

    return {
        "room": str(final.room.uid),
        "on_air": _on_air() if on_air else "",
        "consoles": people(Role.ORGANIZER, consoles),
        "emcees": people(Role.EMCEE, emcees),
        "judges": [
            {
                "person": judge.person.pk,
                "cookie": seeds.session_cookie(judge.account),
                "device": str(judge.device.uid),
                "sheets": [str(sheet.uid) for sheet in sheets],
                "criteria": seeds.CRITERIA,
            }
            for judge, sheets in zip(final.judges, final.sheets, strict=True)
        ],
    }


def _on_air() -> str:
    """A room that anybody may look at."""
    from tests.factories.spectators import on_air, room_of

    return str(room_of(on_air()).uid)


def main() -> None:
    """Build; the answer is the last line of stdout."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    told = build(*(int(word) for word in sys.argv[1:]))
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    print(json.dumps(told))


if __name__ == "__main__":
    main()
