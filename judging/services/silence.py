"""Who falls silent is gone, who is heard again is back: what seats and screens have in common."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Case, DateTimeField, F, Q, QuerySet, Value, When

from core import tempo
from judging.models import Room
from judging.services.rooms import console_touch


def quiet_for() -> timedelta:
    """How long is silence: a poll less than `offline_s`, so that a console shows it no later."""
    return timedelta(seconds=tempo.TEMPO.offline_s - tempo.TEMPO.version_poll_s)


def heard_keep(*, rows: QuerySet[Any], key: str, field: str, heard: Mapping[int, datetime]) -> None:
    """When each row was last heard of, by its `key`. One statement for all of them."""
    if not heard:
        return
    whens = [When(**{key: one}, then=Value(at)) for one, at in heard.items()]
    rows.filter(**{f"{key}__in": list(heard)}).update(
        **{field: Case(*whens, default=F(field), output_field=DateTimeField())}
    )


def silence_turn(
    *, rows: QuerySet[Any], table: QuerySet[Any], field: str, room: str, at: datetime, expected: Q
) -> int:
    """Turn each of `rows`, of one `table`, whose silence began or ended; how many changed.

    Any process may notice: the condition is part of the change, so each is told once. `field` is
    when a row was last heard, `room` the way to its room; only who is `expected` can be missed.
    """
    before = at - quiet_for()
    gone = Q(online=True, **{f"{field}__lt": before}) & expected
    back = Q(online=False, **{f"{field}__gte": before})
    due = list(rows.filter(gone | back).values_list("pk", room))
    if not due:
        return 0
    with transaction.atomic():
        changed = 0
        for pk, _room in due:
            # By the table alone: beside a join the condition would not be asked again of a row
            # that another process has just turned.
            row = table.filter(pk=pk)
            changed += row.filter(gone).update(online=False, since=F(field)) or row.filter(
                back
            ).update(online=True, since=F(field))
        if changed:
            for each in Room.objects.filter(pk__in={found for _pk, found in due}).order_by("pk"):
                console_touch(room=each)
    return changed
