"""A heat before the final: two rounds of one document, the first sends entries into the second."""

import copy
from typing import Any

from contest.models import Round
from contest.services.rounds import round_add, round_rulebook_set
from contest.services.rulebooks import rulebook_add
from judging.services.panels import panel_create
from tests.factories.judging import Final
from tests.factories.rulebooks import live_document


def two_rounds(final: Final, *, carried: bool = False, **promotion: Any) -> Round:
    """The later round; the factory's own becomes the heat, of which two go on."""
    document = live_document()
    heat = copy.deepcopy(document["rounds"][0])
    rule = {"to": "final", "take": "number", "number": 2, **promotion}
    heat |= {"id": "heat", "promotion": [rule]}
    document["rounds"].insert(0, heat)
    if carried:
        own = {**heat["components"][0], "weight": "70%"}
        before = {"id": "before", "kind": "earlier", "round": "heat", "weight": "30%"}
        document["rounds"][1]["components"] = [own, before]
    rulebook = rulebook_add(edition=final.edition, document=document)
    final.round = round_rulebook_set(round=final.round, rulebook=rulebook)
    final.round.code = "heat"
    final.round.save()
    last = round_add(edition=final.edition, code="final", name={}, seq=2, rulebook=rulebook)
    panel_create(round=last, name={"zh": "决赛", "en": "Final"})
    return last


def heat_judged(final: Final, novelties: tuple[str, ...]) -> None:
    """Every judge gives each entry of the running order this much, and the round is computed."""
    slots = [slot for slot in final.slots() if slot.room.panel_id == final.panel.pk]
    for slot, novelty in zip(slots, novelties, strict=True):
        final.to_scoring(slot)
        for seat in final.seats:
            final.sign(seat, slot, novelty=novelty, transfer="0", market="0")
        final.reveal(slot)
    final.close()
    final.compute()
