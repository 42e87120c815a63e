"""What a replaced tablet had not sent reaches its judge, once, and nobody and nothing else."""

import json
from uuid import uuid4

import pytest

from core.models import LogLeaf, LogOpening
from core.services.devices import device_revoke
from judging.models import LeftMark, ScoreCell, ScoreOperation
from judging.services.joining import seat_bind
from tests.clients import Browser
from tests.device_keys import DeviceKey
from tests.factories import core
from tests.factories.judging import final

pytestmark = pytest.mark.django_db


class Former:
    """A tablet of seat 1 with marks on it; its place is taken unless it is `live`."""

    def __init__(self, cup, *, live: bool = False) -> None:
        self.cup, self.key, self.seat = cup, DeviceKey(), cup.seats[0]
        self.device = seat_bind(
            seat=self.seat, kind="judge", key=self.key.public, label="iPad", via="link", at=cup.now
        )
        if not live:
            device_revoke(device=self.device, at=cup.tick())
        self.sheet = cup.sheet(self.seat, cup.slots()[0])
        self.seq = 0

    def op(self, criterion: str, value: str | None, **other) -> dict:
        self.seq += 1
        return {
            "v": 1,
            "kind": "score",
            "op_id": str(uuid4()),
            "device": str(self.device.uid),
            "client_seq": self.seq,
            "sheet": str(self.sheet.uid),
            "criterion": criterion,
            "value": value,
            "base_rev": 0,
            "device_time": "2026-11-22T02:00:00Z",
            **other,
        }

    def hand_over(self, *ops, proof: str | None = None, browser=None, payload: str | None = None):
        text = json.dumps({"ops": ops}) if payload is None else payload
        body = {
            "device": str(self.device.uid),
            "payload": text,
            "proof": self.key.prove(f"yisai.left.v1\n{text}") if proof is None else proof,
        }
        browser = browser or core.client()
        return browser.post("/api/v1/devices/left-marks", body, "application/json")


@pytest.fixture
def cup():
    made = final(entries=2, judges=3)
    made.prepare()
    made.to_scoring(made.slots()[0])
    return made


@pytest.fixture
def criteria(cup):
    cells = cup.sheet(cup.seats[0], cup.slots()[0]).cells
    return list(cells.order_by("pk").values_list("criterion", flat=True))


def judge(cup, seat=0):
    return core.client(cup.seats[seat].expert.person.accounts.get())


def offered(cup, seat=0):
    answer = judge(cup, seat).get("/api/v1/judge/left-marks")
    assert answer.status_code == 200
    return answer.json()


def test_the_last_mark_of_each_criterion_is_offered_and_changes_nothing(cup, criteria):
    former, (one, two) = Former(cup), criteria[:2]
    ops = [former.op(one, "7.00"), former.op(two, "5.00"), former.op(one, "8.50")]
    answer = former.hand_over(*ops).json()
    assert answer == {"state": "kept", "marks": 2}
    found = offered(cup)
    assert {(each["criterion"], each["value"], each["theirs"]) for each in found} == {
        (one, "8.50", None),
        (two, "5.00", None),
    }
    assert {each["device"] for each in found} == {"iPad"}
    assert offered(cup, seat=1) == []  # nobody else's
    assert not ScoreOperation.objects.exists()
    assert not ScoreCell.objects.filter(value__isnull=False).exists()
    opening = LogOpening.objects.get(leaf__type="seat.marks_left")
    assert json.loads(opening.body)["body"]["marks"] == 2
    assert "8.5" not in opening.body


def test_the_same_again_and_an_older_copy_change_nothing(cup, criteria):
    former = Former(cup)
    first, last = former.op(criteria[0], "7.00"), former.op(criteria[0], "8.50")
    former.hand_over(first, last)
    stored = LeftMark.objects.get()
    former.hand_over(first, last)
    former.hand_over(first)
    again = LeftMark.objects.get()
    assert (again.value, again.came_at) == (850, stored.came_at)
    assert LogLeaf.objects.filter(type="seat.marks_left").count() == 1


def test_what_makes_no_difference_is_not_asked_about(cup, criteria):
    """Answered operations, the same mark as stands, a signed sheet, what was offered before."""
    former, slot, seat = Former(cup), cup.slots()[0], cup.seats[0]
    marks = dict.fromkeys(criteria, "9.00")
    former.hand_over(former.op(criteria[0], "8.00"), former.op(criteria[1], "9.00"))
    (different,) = [each for each in offered(cup) if each["criterion"] == criteria[0]]
    ids = {"ids": [different["id"]]}
    answer = judge(cup).post("/api/v1/judge/left-marks/offered", ids, "application/json")
    assert answer.status_code == 204
    assert [each["criterion"] for each in offered(cup)] == [criteria[1]]
    cup.sign(seat, slot, **marks)
    known = ScoreOperation.objects.filter(kind="score").earliest("pk")
    late = former.op(criteria[0], "1.00", op_id=str(known.op_id))
    assert former.hand_over(late).json()["marks"] == 0
    assert former.hand_over(former.op(criteria[0], "1.00")).json()["marks"] == 1
    assert offered(cup) == []


def test_a_device_that_is_live_sends_them_itself(cup, criteria):
    former = Former(cup, live=True)
    answer = former.hand_over(former.op(criteria[0], "7.00"))
    assert answer.json() == {"state": "live", "marks": 0}
    assert not LeftMark.objects.exists()


@pytest.mark.parametrize("wrong", ["proof", "signer", "stranger", "screen", "csrf"])
def test_only_the_device_itself_hands_over(cup, criteria, wrong):
    former = Former(cup)
    op = former.op(criteria[0], "7.00")
    text = json.dumps({"ops": [op]})
    if wrong == "proof":
        answer = former.hand_over(op, proof="00" * 64)
    elif wrong == "signer":
        answer = former.hand_over(op, proof=DeviceKey().prove(f"yisai.left.v1\n{text}"))
    elif wrong == "csrf":
        answer = former.hand_over(op, browser=Browser(enforce_csrf_checks=True))
    else:
        former.device.uid = uuid4() if wrong == "stranger" else cup.round.uid
        answer = former.hand_over(op)
    assert (answer.status_code, answer.json()["code"]) == (
        403,
        "csrf_failed" if wrong == "csrf" else "device_unproven",
    )
    assert not LeftMark.objects.exists()


@pytest.mark.parametrize("payload", ["", "{", "[]", '{"ops":[1]}', '{"ops":[{}]}', '{"x":1}'])
def test_a_payload_that_says_nothing_is_refused(cup, payload):
    answer = Former(cup).hand_over(payload=payload)
    assert answer.status_code in {400, 422}, answer.content
    assert not LeftMark.objects.exists()


def test_marks_for_other_sheets_other_criteria_and_no_numbers_are_left_out(cup, criteria):
    former = Former(cup)
    colleagues = str(cup.sheet(cup.seats[1], cup.slots()[0]).uid)
    answer = former.hand_over(
        former.op(criteria[0], "7.00", sheet=colleagues),
        former.op("nothing", "7.00"),
        former.op(criteria[0], "many"),
        former.op(criteria[1], None),
    )
    assert answer.json() == {"state": "kept", "marks": 1}
    assert offered(cup) == []  # an empty cell is empty already
