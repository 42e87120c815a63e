"""What went wrong is taken down, signed by those whom it concerns, and closed with words."""

import pytest

from core.errors import Problem
from judging.models import Incident, IncidentState
from judging.selectors.incidents import incidents_of, seat_incident_body, seat_incidents
from judging.services.incidents import incident_close, incident_open, incident_sign
from judging.services.recusals import recusal_declare
from tests.factories.late import accepted, arrives, sealed_with
from tests.judging.services.test_correction_decisions import approved, asked, told

pytestmark = pytest.mark.django_db


def opens(final, *, slot=None, text="投影中断", code="venue_fault"):
    room = final.panel.room
    return incident_open(
        room=room, slot=slot, code=code, text=text, actor=final.by("timekeeper"), at=final.tick()
    )


def sign(final, incident, office, by):
    return incident_sign(incident=incident, office=office, words="", actor=by, at=final.tick())


def close(final, incident, words="已补时"):
    by, at = final.by("organizer"), final.tick()
    return incident_close(incident=incident, words=words, actor=by, at=at)


def refused(call, *given, **named):
    with pytest.raises(Problem) as found:
        call(*given, **named)
    return found.value.code


def test_it_is_numbered_signed_and_closed(opened):
    first = opens(opened, slot=opened.slots()[0])
    assert (first.number, opens(opened).number) == (1, 2)
    sign(opened, first, "chair", opened.judge(1))
    sign(opened, first, "witness", opened.by("witness"))
    assert refused(close, opened, first) == "incident_unsigned", "a witness approves nothing"
    sign(opened, first, "verifier", opened.by("verifier"))
    assert refused(close, opened, first, " ") == "reason_missing"
    close(opened, first)
    assert refused(sign, opened, first, "judge", opened.judge(2)) == "incident_state_refused"
    assert refused(close, opened, first) == "incident_state_refused"
    [row, other] = incidents_of(opened.round)
    assert (row["number"], row["state"], row["words"]) == (1, "closed", "已补时")
    assert [each["office"] for each in row["signatures"]] == ["chair", "witness", "verifier"]
    assert (other["entry"], other["state"]) == (None, "open")
    assert [body["code"] for body in told("incident.open")] == ["venue_fault"] * 2
    assert told("incident.close")[0]["words"] == "已补时"


def test_one_signs_once_and_says_what_happened(opened):
    assert refused(opens, opened, text=" ") == "reason_missing"
    found = opens(opened)
    sign(opened, found, "chair", opened.judge(1))
    assert refused(sign, opened, found, "judge", opened.judge(1)) == "state_conflict"


def test_a_correction_after_the_reveal_belongs_to_one_that_opens_by_itself(opened):
    opened.play(opened.slots()[0])
    done = approved(opened, asked(opened))
    [found] = Incident.objects.all()
    assert (found.correction, found.code, found.state) == (done, "judge_error", IncidentState.OPEN)
    signed = dict(found.signatures.values_list("office", "person"))
    assert signed == {
        "judge": opened.judge(2).pk,
        "chair": opened.judge(1).pk,
        "verifier": opened.by("verifier").pk,
    }
    assert close(opened, found, "已更正并公示").state == IncidentState.CLOSED


def test_a_late_change_after_the_reveal_does_too_and_none_before_it(opened):
    sealed_with(opened, opened.slots()[0])
    arrives(opened, ("market", "24"))
    accepted(opened)
    assert not Incident.objects.exists()
    opened.command(opened.slots()[0], "reveal")
    arrives(opened, ("market", "25"))
    done = accepted(opened)
    [found] = Incident.objects.all()
    assert (found.late_change, found.code, found.slot) == (done, "device", opened.slots()[0])
    assert told("incident.open")[0]["change"] == str(done.uid)


def test_a_judge_reads_what_she_may_sign_and_no_colleagues_change(opened):
    """Open ones of her room, none on an entry that she stepped back from, no one else's name."""
    first, about = opens(opened), opens(opened, slot=opened.slots()[0], text="平板失灵")
    seat = opened.seats[1]
    assert [row.number for row in seat_incidents(seat)] == [2, 1]
    body = seat_incident_body(seat_incidents(seat)[0], seat=seat)
    assert (body["office"], body["signed_at"], body["text"]) == ("judge", None, "平板失灵")
    sign(opened, about, "judge", opened.judge(2))
    sign(opened, about, "chair", opened.judge(1))
    close(opened, about)
    assert [row.state for row in seat_incidents(seat)] == ["closed", "open"]
    assert [row.pk for row in seat_incidents(opened.seats[2])] == [first.pk], "closed and not hers"
    recusal_declare(
        seat=opened.seats[2],
        entry=opened.slots()[1].entry,
        source="self",
        reason="导师",
        at=opened.tick(),
    )
    opens(opened, slot=opened.slots()[1])
    assert [row.pk for row in seat_incidents(opened.seats[2])] == [first.pk]
