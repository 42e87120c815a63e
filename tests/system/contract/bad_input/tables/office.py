"""Judges at the tablet and the people behind the table: draw, room, result, list."""

from tests.system.contract.bad_input.case import Case

_HASH = "0" * 64
_NOTHING = "7e0f3c4e-9a0b-4f6e-8a53-1d2f3b4c5d6e"
_ROUND = "POST /api/v1/rounds/{round_id}"


def _judge(name: str, tail: str, says: str, body: object, who: str = "judge") -> Case:
    return Case(f"tablet: {name}", "judging", who, f"POST /api/v1/judge/{tail}", says, body)


def _correction(
    name: str, says: str, body: dict[str, object], sheet: str = "sheet_1_rival", who: str = "chair"
) -> Case:
    """The chair has signed the rival's sheet; `...` leaves a field out."""
    asked = {"criterion": "technology", "value": "40.00", "reason": "misheard", **body}
    sent = {name: value for name, value in asked.items() if value is not ...}
    door = f"POST /api/v1/sheets/{{{sheet}}}/corrections"
    return Case(f"correction: {name}", "judging", who, door, says, sent)


def _decision(name: str, says: str, body: object, who: str = "chair") -> Case:
    door = "POST /api/v1/corrections/{correction_id}/decide"
    return Case(f"correction decided: {name}", "deliberation", who, door, says, body)


def _late(name: str, says: str, body: dict[str, object], who: str = "chair") -> Case:
    """Nothing came late for the rival's sheet; `...` leaves a field out."""
    told = {"office": "panel", "approves": True, "seen": _NOTHING, **body}
    sent = {name: value for name, value in told.items() if value is not ...}
    door = "POST /api/v1/sheets/{sheet_2_rival}/late-changes"
    return Case(f"late change decided: {name}", "deliberation", who, door, says, sent)


def _incident(name: str, says: str, body: dict[str, object]) -> Case:
    told = {"code": "other", "text": "断电", **body}
    door = "POST /api/v1/rooms/{room_id}/incidents"
    return Case(f"incident: {name}", "judging", "organizer", door, says, told)


def _override(name: str, says: str, body: object, who: str = "organizer") -> Case:
    """The hero is in scoring and nobody has signed."""
    door = "POST /api/v1/slots/{slot_id}/overrides"
    return Case(f"override: {name}", "judging", who, door, says, body)


def _door(name: str, says: str, body: object, who: str = "event_desk") -> Case:
    """The third team waits."""
    return Case(f"door: {name}", "judging", who, "POST /api/v1/slots/{third_slot}/door", says, body)


def _note(
    name: str,
    says: str,
    body: object,
    headers: dict[str, str] | None = None,
    who: str = "judge",
) -> Case:
    """The judge's note on the hero has revision 1."""
    match = {"If-Match": '"1"'} if headers is None else headers
    return Case(
        f"note: {name}", "judging", who, "PUT /api/v1/judge/notes/{entry_id}", says, body, match
    )


def _lights(name: str, says: str, body: object, who: str = "timekeeper") -> Case:
    door = "POST /api/v1/rooms/{room_id}/lights"
    return Case(f"lights: {name}", "judging", who, door, says, body)


def _command(name: str, says: str, body: object, who: str = "timekeeper") -> Case:
    return Case(
        f"room: {name}", "judging", who, "POST /api/v1/slots/{slot_id}/commands", says, body
    )


def _cue(name: str, says: str, body: object, who: str = "timekeeper") -> Case:
    return Case(f"screen: {name}", "judging", who, "POST /api/v1/rooms/{room_id}/cue", says, body)


def _undo(name: str, says: str, body: object, who: str = "timekeeper") -> Case:
    return Case(f"undo: {name}", "judging", who, "POST /api/v1/rooms/{room_id}/undo", says, body)


def _round(name: str, phase: str, who: str, tail: str, says: str, body: object = None) -> Case:
    return Case(f"round: {name}", phase, who, f"{_ROUND}/{tail}", says, body or {})


def _publication(name: str, phase: str, who: str, verb: str, says: str, body: object) -> Case:
    door = f"POST /api/v1/publications/{{publication_id}}/{verb}"
    return Case(f"list: {name}", phase, who, door, says, body)


TABLET = [
    _judge("undertaking of other words", "nda", "400 consent_text_stale",
           {"version": 1, "hash": _HASH}, "judge_recused"),
    _judge("undertaking beyond all", "nda", "400 consent_text_stale",
           {"version": 10**30, "hash": "{nda_hash}"}, "judge_recused"),
    _judge("undertaking without a hash", "nda", "400 field_invalid", {"version": 1}),
    _judge("conflict without words", "conflicts", "400 conflict_detail_missing",
           {"entry": "{third}", "has_conflict": True, "detail": " "}, "chair"),
    _judge("conflict after denying it", "conflicts", "409 state_conflict",
           {"entry": "{entry_id}", "has_conflict": True, "detail": "持股"}),
    _judge("statement without the undertaking", "conflicts", "403 nda_required",
           {"entry": "{third}", "has_conflict": False}, "judge_recused"),
    _judge("statement on another host's entry", "conflicts", "404 not_found",
           {"entry": "{away_entry}", "has_conflict": False}),
    _judge("recusal without a reason", "recusals", "400 reason_missing",
           {"entry": "{entry_id}", "reason": ""}),
    _judge("recusal from another host's entry", "recusals", "404 not_found",
           {"entry": "{away_entry}", "reason": "x"}),
    _judge("recusal by no judge", "recusals", "404 not_found",
           {"entry": "{entry_id}", "reason": "x"}, "organizer"),
    _judge("recusal by the alternate", "recusals", "404 not_found",
           {"entry": "{entry_id}", "reason": "x"}, "alternate"),
    _judge("recusal for another's seat", "recusals?seat={seat_id}", "404 not_found",
           {"entry": "{rival}", "reason": "x"}, "chair"),
    Case("tablet: sheet of a colleague", "judging", "judge", "GET /api/v1/sheets/{sheet_1_hero}",
         "404 not_found"),
    Case("tablet: sheet of another host", "judging", "judge", "GET /api/v1/sheets/{away_sheet}",
         "404 not_found"),
]  # fmt: skip

REQUESTS = [
    _judge("call for nothing", "calls", "400 field_invalid", {}),
    _judge("call for what is none", "calls", "400 field_invalid", {"code": "coffee"}),
    _judge("call for another seat", "calls?seat={seat_id}", "404 not_found",
           {"code": "question"}, "chair"),
    _judge("call by the alternate", "calls", "404 not_found", {"code": "question"}, "alternate"),
    _correction("without a mark", "400 field_invalid", {"value": ...}),
    _correction("with a number for a mark", "400 number_not_text", {"value": 40.5}),
    _correction("above the most", "400 mark_out_of_range", {"value": "60.50"}),
    _correction("off the step", "400 mark_off_step", {"value": "40.25"}),
    _correction("in full width", "400 mark_malformed", {"value": "４０"}),
    _correction("of a criterion that is none", "400 criterion_unknown", {"criterion": "beauty"}),
    _correction("for a reason that is none", "400 field_invalid", {"reason": "mood"}),
    _correction("for another reason without words", "400 reason_missing", {"reason": "other"}),
    _correction("with too many words", "400 field_invalid", {"text": "字" * 301}),
    _correction("with a decision", "400 field_unknown", {"state": "granted"}),
    _correction("of what is open", "409 sheet_not_signed", {}, "sheet_2_rival", "judge"),
    _correction("of a colleague's sheet", "404 not_found", {}, "sheet_1_rival", "judge"),
    _correction("by the organizer", "404 not_found", {}, "sheet_1_rival", "organizer"),
    Case("correction: withdrawn by somebody else", "deliberation", "chair",
         "POST /api/v1/judge/corrections/{correction_id}/withdraw", "404 not_found", {}),
    Case("reopening: of what is not locked", "deliberation", "organizer", f"{_ROUND}/reopenings",
         "409 result_state_refused", {"reason": "计票有误"}),
    Case("reopening: without a reason", "deliberation", "organizer", f"{_ROUND}/reopenings",
         "400 reason_missing", {"reason": " "}),
    Case("reopening: of what is published", "published", "organizer", f"{_ROUND}/reopenings",
         "409 result_published", {"reason": "计票有误"}),
    Case("reopening: with a result", "published", "organizer", f"{_ROUND}/reopenings",
         "400 field_unknown", {"reason": "计票有误", "final": "90.00"}),
    _incident("without words", "400 reason_missing", {"text": " "}),
    _incident("of no kind", "400 field_invalid", {"code": "mood"}),
    _incident("with too many words", "400 field_invalid", {"text": "字" * 501}),
    _incident("about a turn of another room", "400 field_invalid", {"slot": _NOTHING}),
    _incident("that is closed already", "400 field_unknown", {"state": "closed"}),
    _late("when none waits", "409 late_change_moved", {}),
    _late("without what was seen", "400 field_invalid", {"seen": ...}),
    _late("with something else for what was seen", "400 field_invalid", {"seen": "the last"}),
    _late("for no office", "400 field_invalid", {"office": "friend"}),
    _late("with a mark", "400 field_unknown", {"value": "60.00"}),
    _late("by the judge", "404 not_found", {}, "judge"),
    _decision("for no office", "400 field_invalid", {"office": "friend", "approves": True}),
    _decision("without a word", "400 field_invalid", {"office": "panel"}),
    _decision("with a mark", "400 field_unknown",
              {"office": "panel", "approves": True, "value": "60.00"}),
    _decision("refused without words", "400 reason_missing",
              {"office": "panel", "approves": False}),
    _decision("with too many words", "400 field_invalid",
              {"office": "panel", "approves": False, "words": "字" * 301}),
    _decision("by who asked", "404 not_found", {"office": "panel", "approves": True}, "judge"),
    _decision("for the other office", "403 not_allowed", {"office": "panel", "approves": True},
              "verifier"),
    _override("without a reason", "400 field_invalid", {}),
    _override("for blanks", "400 field_invalid", {"reason": "  "}),
    _override("with too many words", "400 field_invalid", {"reason": "字" * 301}),
    _override("with what is no count", "400 field_invalid", {"reason": "x", "counts": "best"}),
    _override("with a mark", "400 field_unknown", {"reason": "x", "final": "60.00"}),
    _override("by who watches", "403 not_allowed", {"reason": "x"}, "witness"),
    _override("by the judge", "404 not_found", {"reason": "x"}, "judge"),
    _door("of no step", "400 field_invalid", {"verb": "open"}),
    _door("arrived without who", "400 field_invalid", {"verb": "arrive"}),
    _door("arrived with nobody", "400 field_invalid",
          {"verb": "arrive", "people": 0, "speaker_is_member": True}),
    _door("arrived with too many", "409 door_too_many",
          {"verb": "arrive", "people": 4, "speaker_is_member": True}),
    _door("a stranger speaks and no note", "400 reason_missing",
          {"verb": "arrive", "people": 1, "speaker_is_member": False}),
    _door("ready before it came", "409 door_state_refused", {"verb": "ready"}),
    _door("nothing to take back", "409 undo_refused", {"verb": "undo"}),
    _note("without If-Match", "428 if_match_missing", {"text": "x"}, {}),
    _note("of another revision", "412 edit_stale", {"text": "x"}, {"If-Match": '"7"'}),
    _note("of no text", "400 field_invalid", {}),
    _note("beyond all", "400 field_invalid", {"text": "字" * 4001}),
    _note("with a NUL", "400 field_invalid", {"text": "a\x00"}),
    _note("that is a list", "400 field_invalid", {"text": ["x"]}),
    _note("for somebody to read", "400 field_unknown", {"text": "x", "shared": True}),
    _note("on a recused entry", "404 not_found", {"text": "x"}, who="judge_recused"),
    _note("by the organizer", "404 not_found", {"text": "x"}, who="organizer"),
    _lights("that flicker", "400 field_invalid", {"lights": "dim"}),
    _lights("by a judge", "404 not_found", {"lights": "off"}, "judge"),
    _lights("by another host", "404 not_found", {"lights": "off"}, "other.technician"),
]  # fmt: skip

ROOM = [
    _command("verb that is none", "400 field_invalid", {"verb": "erase"}),
    _command("no verb", "400 field_invalid", {}),
    _command("unknown field", "400 field_unknown", {"verb": "seal", "force": True}),
    _command("out of order", "409 slot_state_refused", {"verb": "reveal"}),
    _command("pause without a reason", "400 reason_missing", {"verb": "pause"}),
    _command("resume what runs", "409 slot_state_refused", {"verb": "resume"}),
    _command("pause in markup", "400 field_invalid", {"verb": "pause", "code": "<b>"}),
    _command("seal with sheets open", "409 sheets_missing", {"verb": "seal"}),
    _command("by a judge", "404 not_found", {"verb": "seal"}, "judge"),
    _command("by the witness", "404 not_found", {"verb": "seal"}, "witness"),
    _command("by another host", "404 not_found", {"verb": "seal"}, "other.timekeeper"),
    Case("room: slot of another host", "judging", "timekeeper",
         "POST /api/v1/slots/{away_slot}/commands", "404 not_found", {"verb": "call"}),
    _command("an older step seen", "409 room_moved", {"verb": "pause", "code": "team",
             "seen": "{entry_id}"}),
    _command("a step that is none", "400 field_invalid", {"verb": "pause", "seen": "last"}),
    _undo("step that is not the last", "409 room_moved", {"move": "{entry_id}"}),
    _undo("no step", "400 field_invalid", {}),
    _undo("unknown field", "400 field_unknown", {"move": "{entry_id}", "force": True}),
    _undo("by a judge", "404 not_found", {"move": "{entry_id}"}, "judge"),
    _undo("by another host", "404 not_found", {"move": "{entry_id}"}, "other.timekeeper"),
    Case("room: after publication", "published", "timekeeper",
         "POST /api/v1/slots/{slot_id}/commands", "409 slot_state_refused", {"verb": "seal"}),
]  # fmt: skip

SCREEN = [
    _cue("cue that is none", "400 field_invalid", {"verb": "cut"}),
    _cue("no verb", "400 field_invalid", {}),
    _cue("scene that is none", "400 field_invalid", {"verb": "take", "scene": "confetti"}),
    _cue("unknown field", "400 field_unknown", {"verb": "take", "scene": "order", "final": "99"}),
    _cue("text beyond all", "400 field_invalid",
         {"verb": "take", "scene": "message", "text": "字" * 201}),
    _cue("step beyond the last", "409 cue_refused", {"verb": "step", "step": 5}),
    _cue("step beyond every list", "400 field_invalid", {"verb": "step", "step": 5001}),
    _cue("step as text", "400 field_invalid", {"verb": "step", "step": "all"}),
    _cue("step without a reveal", "409 cue_refused", {"verb": "step", "step": 1}),
    _cue("take with nothing prepared", "409 cue_refused", {"verb": "take"}),
    _cue("reveal before it is sealed", "409 cue_refused", {"verb": "take", "scene": "reveal"}),
    _cue("by a judge", "404 not_found", {"verb": "black"}, "judge"),
    _cue("by the emcee", "404 not_found", {"verb": "black"}, "emcee"),
    _cue("by another host", "404 not_found", {"verb": "black"}, "other.timekeeper"),
]  # fmt: skip

ROUND = [
    _round("seed that is none", "closed", "organizer", "draw", "400 field_invalid", {"seed": "1"}),
    _round("reveal before the draw", "closed", "organizer", "draw/reveal",
           "409 draw_state_refused"),
    _round("open before the draw", "closed", "organizer", "open", "409 draw_state_refused"),
    _round("draw twice", "judging", "organizer", "draw", "409 draw_state_refused"),
    _round("draw by the scorekeeper", "closed", "scorekeeper", "draw", "404 not_found"),
    _round("draw of no form", "closed", "organizer", "draw", "400 field_invalid", {"kind": "dice"}),
    _round("seed for a paper draw", "closed", "organizer", "draw", "400 field_invalid",
           {"kind": "paper", "seed": _HASH}),
    _round("lot before the draw", "closed", "event_desk", "draw/lots", "409 draw_state_refused",
           {"entry": "{entry_id}"}),
    _round("lot of nobody", "closed", "event_desk", "draw/lots", "404 not_found",
           {"entry": "{room_id}"}),
    _round("lot without an entry", "closed", "event_desk", "draw/lots", "400 field_invalid", {}),
    _round("paper before the draw", "closed", "organizer", "draw/paper", "409 draw_state_refused",
           {"orders": [{"room": "{room_id}", "entries": ["QM-01"]}], "form": "x"}),
    _round("paper without a form", "closed", "organizer", "draw/paper", "400 field_invalid",
           {"orders": [], "form": ""}),
    _round("paper with a room twice", "closed", "organizer", "draw/paper", "400 field_invalid",
           {"orders": [{"room": "{room_id}", "entries": []}] * 2, "form": "x"}),
    _round("paper with a scan that is no hash", "closed", "organizer", "draw/paper",
           "400 field_invalid", {"orders": [], "form": "x", "scan_sha256": "x"}),
    _round("paper confirmed before it is typed", "closed", "witness", "draw/paper/confirm",
           "409 draw_state_refused", {"orders": [], "check": "typed"}),
    _round("paper confirmed somehow", "closed", "witness", "draw/paper/confirm",
           "400 field_invalid", {"orders": [], "check": "seen"}),
    _round("transfer of no slot", "judging", "organizer", "transfers", "400 field_invalid",
           {"slot": "{room_id}", "room": "{room_id}", "reason": "x"}),
    _round("transfer to no room", "judging", "organizer", "transfers", "400 field_invalid",
           {"slot": "{slot_id}", "room": "{slot_id}", "reason": "x"}),
    _round("transfer without a reason", "judging", "organizer", "transfers", "400 reason_missing",
           {"slot": "{slot_id}", "room": "{room_id}", "reason": " "}),
    _round("transfer to the same room", "judging", "organizer", "transfers",
           "409 room_transfer_refused", {"slot": "{slot_id}", "room": "{room_id}", "reason": "x"}),
    Case("round: transfer that nobody asked", "judging", "verifier",
         "POST /api/v1/transfers/{entry_id}/decide", "404 not_found", {"approves": True}),
    _round("open twice", "judging", "organizer", "open", "409 round_state_refused"),
    _round("close too early", "judging", "organizer", "close", "409 slots_unfinished"),
    _round("count too early", "judging", "scorekeeper", "tally", "409 round_state_refused"),
    _round("lock too early", "judging", "verifier", "lock", "409 result_state_refused"),
    _round("lock by who counted", "deliberation", "scorekeeper", "lock", "404 not_found"),
    _round("close twice", "deliberation", "organizer", "close", "409 round_state_refused"),
    _round("count after the lock", "published", "scorekeeper", "tally", "409 result_state_refused"),
    _round("list too early", "deliberation", "organizer", "publications",
           "409 publication_state_refused", {"kind": "proposed"}),
    _round("rules that are none", "deliberation", "organizer", "rulebook-changes",
           "400 rulebook_invalid", {"document": {"rulebook": 0}, "reason": "x"}),
    _round("rules without a reason", "deliberation", "organizer", "rulebook-changes",
           "400 reason_missing", {"document": {"rulebook": 0}, "reason": " "}),
    _round("rules that are no object", "deliberation", "organizer", "rulebook-changes",
           "400 field_invalid", {"document": "x", "reason": "x"}),
    _round("rules after the lock", "published", "organizer", "rulebook-changes",
           "409 round_state_refused", {"document": {"rulebook": 0}, "reason": "x"}),
    _round("other rules while closed", "deliberation", "organizer", "what-if",
           "409 what_if_closed", {"rule": "median"}),
    _round("other rules that are none", "published", "organizer", "what-if",
           "400 field_invalid", {"rule": "mine"}),
    _round("other rules with a line of nobody", "published", "organizer", "what-if",
           "400 field_invalid", {"rule": "median", "cut": 0}),
    _round("other rules with a field too many", "published", "organizer", "what-if",
           "400 field_unknown", {"rule": "median", "keep": True}),
    _round("opening without a reason", "deliberation", "organizer", "what-if-opening",
           "400 reason_missing", {"reason": " "}),
    _round("opening by the witness", "deliberation", "witness", "what-if-opening",
           "404 not_found", {"reason": "x"}),
    _round("attesting what nobody asked", "deliberation", "witness", "what-if-opening/attest",
           "409 state_conflict"),
    _round("list that is none", "deliberation", "organizer", "publications", "400 field_invalid",
           {"kind": "secret"}),
    _round("list twice", "published", "organizer", "publications", "409 publication_state_refused",
           {"kind": "proposed"}),
    _round("final list while objections run", "published", "organizer", "publications",
           "409 publicity_running", {"kind": "final"}),
    _round("talk in no mode", "deliberation", "organizer", "deliberation", "400 field_invalid"),
    _round("talk in a mode that is none", "deliberation", "organizer", "deliberation",
           "400 field_invalid", {"mode": "secret"}),
    _round("talk with a chair of choice", "deliberation", "organizer", "deliberation",
           "400 field_unknown", {"mode": "anonymous", "chair": "{seat_id}"}),
    _round("talk before the close", "judging", "organizer", "deliberation",
           "409 round_state_refused", {"mode": "anonymous"}),
    _round("talk after the lock", "published", "chair", "deliberation",
           "409 result_state_refused", {"mode": "anonymous"}),
    _round("end of no talk", "deliberation", "organizer", "deliberation/close", "404 not_found"),
    _round("motion without a talk", "deliberation", "organizer", "deliberation/motions",
           "404 not_found", {"entry": "{entry_id}", "kind": "keep", "text": "x"}),
    _round("motion of no kind", "deliberation", "organizer", "deliberation/motions",
           "400 field_invalid", {"entry": "{entry_id}", "kind": "annul", "text": "x"}),
    _round("motion about no entry", "deliberation", "organizer", "deliberation/motions",
           "400 field_invalid", {"entry": "{round_id}", "kind": "keep", "text": "x"}),
    _round("motion with its outcome", "deliberation", "organizer", "deliberation/motions",
           "400 field_unknown",
           {"entry": "{entry_id}", "kind": "keep", "text": "x", "outcome": "carried"}),
    _round("motion beyond all words", "deliberation", "organizer", "deliberation/motions",
           "400 field_invalid", {"entry": "{entry_id}", "kind": "keep", "text": "字" * 501}),
    _round("vote on no motion", "deliberation", "judge", "deliberation/motions/{entry_id}/vote",
           "404 not_found", {"choice": "for"}),
    _round("count of no motion", "deliberation", "organizer",
           "deliberation/motions/{entry_id}/close", "404 not_found"),
    _round("record of no motion", "deliberation", "organizer",
           "deliberation/motions/{entry_id}/record", "404 not_found"),
    _round("end of no re-marking", "deliberation", "organizer",
           "deliberation/motions/{entry_id}/rescore/end", "404 not_found", {"reason": "x"}),
    _round("another host's", "closed", "other.organizer", "open", "404 not_found"),
    Case("round: seat link, unknown field", "judging", "organizer",
         "POST /api/v1/seats/{seat_id}/invitations", "400 field_unknown", {"days": 365}),
    Case("round: seat link of another host", "judging", "organizer",
         "POST /api/v1/seats/{away_seat}/invitations", "404 not_found", {}),
    Case("round: recusal without a reason", "judging", "organizer",
         "POST /api/v1/seats/{seat_id}/recusals", "400 reason_missing",
         {"entry": "{rival}", "reason": " "}),
    _publication("approve what is open", "published", "verifier", "approve",
                 "409 publication_state_refused", {"hash": "{publication_hash}"}),
    _publication("open twice", "published", "organizer", "open",
                 "409 publication_state_refused", {"hash": "{publication_hash}"}),
    _publication("hash that is none", "published", "organizer", "open", "400 field_invalid",
                 {"hash": "x"}),
    _publication("cancel without a reason", "published", "organizer", "cancel",
                 "400 reason_missing", {"reason": ""}),
    _publication("approve by the witness", "published", "witness", "approve", "404 not_found",
                 {"hash": "{publication_hash}"}),
]  # fmt: skip

CASES = [*TABLET, *REQUESTS, *ROOM, *SCREEN, *ROUND]
