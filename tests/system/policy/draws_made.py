"""What a draw comes to: for the situations of the policy table."""

from __future__ import annotations

from contest.services.entries import entry_withdraw
from core.models import Membership
from judging.models import ConflictStatement, Recusal, Room, Slot, Substitution
from judging.services.draw import draw_commit
from judging.services.draw_papers import draw_paper_type
from judging.services.panels import panel_create
from judging.services.transfers import transfer_ask
from tests.factories.heats import heat_judged, two_rounds
from tests.worlds import Day

Places = dict[str, str]


def draw_committed(day: Day) -> Places:
    draw_commit(round=day.final.round, actor=day.person("organizer"), at=day.final.tick())
    return {}


def lots_out(day: Day) -> Places:
    return committed(day, "sign_in")


def paper_drawn(day: Day) -> Places:
    return committed(day, "paper")


def committed(day: Day, kind: str) -> Places:
    final = day.final
    draw_commit(round=final.round, actor=day.person("organizer"), at=final.tick(), kind=kind)
    return {}


def paper_typed(day: Day) -> Places:
    paper_drawn(day)
    draw_paper_type(
        round=day.final.round,
        orders={str(day.final.panel.room.uid): ["QM-02", "QM-01", "QM-03"]},
        form="公证处抽签",
        scan_sha256="",
        actor=day.person("organizer"),
        at=day.final.tick(),
    )
    return {}


def no_witness(day: Day) -> Places:
    Membership.objects.filter(role="witness").update(until=day.final.now)
    return paper_typed(day)


def two_rooms_drawn(day: Day) -> Places:
    """A second room without judges yet; three entries are dealt to both."""
    away = panel_create(round=day.final.round, name={"zh": "二号会场", "en": "Hall two"})
    day.draw()
    home = Slot.objects.filter(room__panel=day.final.panel).earliest("position")
    return {"away_room": str(away.room.uid), "home_slot": str(home.uid)}


def transfer_asked(day: Day) -> Places:
    places = two_rooms_drawn(day)
    asked = transfer_ask(
        slot=Slot.objects.get(uid=places["home_slot"]),
        target=Room.objects.get(uid=places["away_room"]),
        reason="设备只在二号会场",
        actor=day.person("organizer"),
        at=day.final.tick(),
    )
    return {**places, "transfer_id": str(asked.uid)}


def moved_up(day: Day) -> Places:
    """As after a round before this one: an entry has left, another one has its place."""
    made = Substitution.objects.create(
        round=day.final.round,
        source=day.final.round,
        left=day.entry(2),
        entry=day.entry(3),
        reason="退赛书 3 号",
        made_by=day.person("organizer"),
        made_at=day.final.now,
    )
    return {"substitution_id": str(made.uid)}


def place_free(day: Day) -> Places:
    """A heat was judged and locked; the best of the two who go on has left the final."""
    final = day.final
    last = two_rounds(final, substitution={"mode": "next"})
    # All three judges hear all three entries.
    Recusal.objects.update(ended_at=final.now)
    ConflictStatement.objects.all().delete()
    final.prepare()
    heat_judged(final, ("40", "30", "20"))
    final.lock()
    best = final.slots()[0].entry
    entry_withdraw(entry=best, reason="转投", actor=final.leader(best), at=final.tick())
    return {"round_id": str(last.uid), "left_entry": str(best.uid)}


def order_drawn(day: Day) -> Places:
    day.draw()
    return {}
