"""Marks and signatures: nothing that is refused moves a cell, a sheet or the log."""

from tests.system.contract.bad_input.case import Case
from tests.system.contract.bad_input.hostile import one, op, raw_op, sign, unsign
from tests.system.contract.bad_input.stage import KNOWN_OP

_POST = "POST /api/v1/score-operations"
_OPS = "SOCKET ops"
_UNKNOWN = "7e0f3c4e-9a0b-4f6e-8a53-1d2f3b4c5d6e"


def _value(name: str, value: object, says: str, door: str = _POST) -> Case:
    return Case(f"mark {name}", "judging", "judge", door, says, op(value=value))


def _sent(name: str, says: str, *, who: str = "judge", door: str = _POST, **fields: object) -> Case:
    return Case(name, "judging", who, door, says, op(**fields))


def _literal(name: str, says: str, *, door: str = _POST, **fields: str) -> Case:
    return Case(name, "judging", "judge", door, says, raw_op(**fields))


def _sign(name: str, says: str, sheet: str, revs: dict[str, object], who: str = "judge") -> Case:
    body = sign({"sheet": f"{{{sheet}}}", "revs": revs})
    return Case(f"sign {name}", "judging", who, _POST, says, body)


def _unsign(
    name: str, says: str, *, who: str = "judge", door: str = _POST, **fields: object
) -> Case:
    return Case(f"take back {name}", "judging", who, door, says, unsign(**fields))


_FRESH: dict[str, object] = {"technology": 0, "market": 0}

MARKS = [
    _value("above the most", "60.50", "refused mark_out_of_range"),
    _value("above the most, on the socket", "60.50", "refused mark_out_of_range", _OPS),
    _value("far above the most", "999999.00", "refused mark_out_of_range"),
    _value("off the step", "40.25", "refused mark_off_step"),
    _value("off the step, on the socket", "40.25", "refused mark_off_step", _OPS),
    _value("with three decimals", "40.500", "refused mark_off_step"),
    _value("below nothing", "-1", "refused mark_malformed"),
    _value("with a plus", "+40", "refused mark_malformed"),
    _value("with an exponent", "1e1", "refused mark_malformed"),
    _value("with a comma", "40,5", "refused mark_malformed"),
    _value("in full-width digits", "８.5", "refused mark_malformed"),
    _value("in full width altogether", "８．５", "refused mark_malformed"),
    _value("in Arabic digits", "٤٠", "refused mark_malformed"),
    _value("with a space", " 40", "refused mark_malformed"),
    _value("with a line break", "40\n", "refused mark_malformed"),
    _value("without a digit", "", "refused mark_malformed"),
    _value("that is a word", "NaN", "refused mark_malformed"),
    _value("that is Infinity", "Infinity", "refused mark_malformed"),
    _value("that is SQL", "40; DELETE FROM judging_scorecell", "refused mark_malformed"),
    _value("with a NUL", "4\x000", "refused mark_malformed"),
    _value("of too many characters", "4" * 41, "refused field_invalid"),
    _value("that is a whole number", 40, "refused number_not_text"),
    _value("that is a truth", True, "refused field_invalid"),
    _value("that is a list", ["40"], "refused field_invalid"),
    _literal("mark as a float", "400 number_not_text", value="40.5"),
    _literal("mark as 1e2", "400 number_not_text", value="1e2"),
    _literal("mark as NaN", "400 number_not_text", value="NaN"),
    _literal("mark as Infinity", "400 number_not_text", value="-Infinity"),
    _literal("mark as a lone surrogate", "400 request_malformed", value='"\\ud800"'),
    _literal("mark given twice", "400 request_malformed", value='"40", "value": "50"'),
    Case("mark as a float on the socket", "judging", "judge", "FRAME", "400 number_not_text",
         '{"t": "ops", "body": ' + raw_op(value="40.5") + "}"),
]  # fmt: skip

OPERATIONS = [
    _sent("criterion that is none", "refused criterion_unknown", criterion="beauty"),
    _sent("criterion that is SQL", "refused field_invalid", criterion="a' OR 1=1"),
    _sent("unknown field", "refused field_unknown", total="100.00"),
    _sent("field left out", "refused field_invalid", base_rev=...),
    _sent("value left out", "refused field_invalid", value=...),
    _sent("another version", "refused field_invalid", v=2),
    _sent("another kind", "refused field_invalid", kind="erase"),
    _sent("counter of nothing", "refused field_invalid", client_seq=0),
    _sent("counter beyond all", "refused field_invalid", client_seq=2**53),
    _sent("revision below nothing", "refused field_invalid", base_rev=-1),
    _sent("revision beyond all", "refused field_invalid", base_rev=2**31),
    _sent("sheet that is no id", "refused field_invalid", sheet="1 OR 1=1"),
    _sent("device that is no id", "refused field_invalid", device="tablet"),
    _sent("time that is none", "refused field_invalid", device_time="yesterday"),
    _sent("time with a NUL", "refused field_invalid", device_time="2026\x00"),
    _sent("key of another kind", "refused field_invalid",
          op_id="7e0f3c4e-9a0b-1f6e-8a53-1d2f3b4c5d6e"),
    _sent("no key", "400 field_invalid", op_id=...),
    _sent("key that is no id", "400 field_invalid", op_id="mine"),
    _sent("reused key", "refused op_reused", op_id=KNOWN_OP, sheet="{sheet_2_hero}",
          client_seq=100, value="50.00"),
    _sent("same operation again", "replayed", op_id=KNOWN_OP, sheet="{sheet_2_hero}",
          client_seq=100, value="40.00"),
    _sent("sheet that is nowhere", "refused sheet_foreign", sheet=_UNKNOWN),
    _sent("colleague's sheet", "refused sheet_foreign", sheet="{sheet_1_hero}"),
    _sent("colleague's sheet, on the socket", "refused sheet_foreign", sheet="{sheet_1_hero}",
          door=_OPS),
    _sent("sheet of another host", "refused sheet_foreign", sheet="{away_sheet}"),
    _sent("recused entry", "refused recused", sheet="{sheet_2_third}"),
    _sent("recused before, no sheet", "refused sheet_foreign", who="judge_recused",
          sheet="{sheet_1_hero}"),
    _sent("no undertaking", "refused nda_required", who="judge_recused", sheet="{sheet_3_rival}"),
    _sent("no statement", "refused conflict_statement_required", who="chair",
          sheet="{sheet_1_third}"),
    _sent("signed sheet", "refused sheet_signed", who="chair", sheet="{sheet_1_rival}"),
    _sent("alternate", "refused sheet_foreign", who="alternate", device="{alternate_device}"),
    _sent("organizer", "refused device_revoked", who="organizer"),
    _sent("team leader", "refused device_revoked", who="team_leader", device="{chair_device}"),
    _sent("revoked device", "refused device_revoked", device="{revoked_device}"),
    _sent("device of a colleague", "refused device_revoked", device="{chair_device}"),
    _sent("device of a colleague, on the socket", "refused device_revoked",
          device="{chair_device}", door=_OPS),
    _sent("device that is nowhere", "refused device_revoked", device=_UNKNOWN),
    _sent("stale cell", "stale cell_stale", device="{second_device}", sheet="{sheet_2_hero}"),
    _sent("stale cell, revision ahead", "stale cell_stale", device="{second_device}",
          sheet="{sheet_2_hero}", base_rev=7),
    _sent("older tap after a newer one", "superseded", sheet="{sheet_2_hero}", client_seq=99,
          base_rev=0),
]  # fmt: skip

SIGNATURES = [
    _sign("with a mark missing", "refused mark_missing", "sheet_2_rival", _FRESH),
    _sign("half filled", "refused mark_missing", "sheet_2_hero", {"technology": 1, "market": 0}),
    _sign("with revisions not seen", "stale cell_stale", "sheet_2_hero", _FRESH),
    _sign("with a revision left out", "stale cell_stale", "sheet_2_hero", {"technology": 1}),
    _sign("with a criterion too many", "stale cell_stale", "sheet_2_rival",
          {**_FRESH, "beauty": 0}),
    _sign("with a revision of text", "refused field_invalid", "sheet_2_rival", {"technology": "0"}),
    _sign("a colleague's sheet", "refused sheet_foreign", "sheet_1_hero", _FRESH),
    _sign("a recused entry", "refused recused", "sheet_2_third", _FRESH),
    _sign("twice", "refused sheet_signed", "sheet_1_rival", {"technology": 1, "market": 1},
          who="chair"),
    Case("sign no sheet", "judging", "judge", _POST, "refused field_invalid", sign()),
    Case("sign one's own and a colleague's", "judging", "judge", _POST, "refused sheet_foreign",
         sign({"sheet": "{sheet_2_rival}", "revs": _FRESH},
              {"sheet": "{sheet_1_hero}", "revs": _FRESH})),
]  # fmt: skip

TAKE_BACKS = [
    _unsign("what is not signed", "refused sheet_not_signed"),
    _unsign("what is not signed, on the socket", "refused sheet_not_signed", door=_OPS),
    _unsign("a colleague's sheet", "refused sheet_foreign", sheet="{sheet_1_rival}"),
    _unsign("a sheet of another host", "refused sheet_foreign", sheet="{away_sheet}"),
    _unsign("a sheet that is nowhere", "refused sheet_foreign", sheet=_UNKNOWN),
    _unsign("a recused entry", "refused recused", sheet="{sheet_2_third}"),
    _unsign("from a revoked device", "refused device_revoked", device="{revoked_device}"),
    _unsign("as the organizer", "refused device_revoked", who="organizer"),
    _unsign("without a sheet", "refused field_invalid", sheet=...),
    _unsign("with sheets in a list", "refused field_invalid", sheet=["{sheet_2_rival}"]),
    _unsign("and choose the new sheet's id", "refused field_unknown", successor=_UNKNOWN),
    _unsign("with a mark", "refused field_unknown", value="40.00"),
]  # fmt: skip

CLOSED = [
    Case("mark after the round closed", "late", "judge", _POST, "held", op()),
    Case("mark after the round closed, socket", "late", "judge", _OPS, "held", op()),
    Case("bad mark after the round closed", "late", "judge", _POST, "refused mark_out_of_range",
         op(value="99")),
    Case("sign after the round closed", "late", "judge", _POST, "held",
         sign({"sheet": "{sheet_2_rival}", "revs": _FRESH})),
    Case("sign on a counted day", "deliberation", "judge", _POST, "refused sheet_signed",
         sign({"sheet": "{sheet_2_rival}", "revs": _FRESH})),
    Case("mark on a counted day", "deliberation", "judge", _POST, "held", op()),
    Case("mark after publication", "published", "judge", _POST, "refused sheet_signed", op()),
]  # fmt: skip

BATCHES = [
    Case("201 operations", "judging", "judge", _POST, "400 batch_too_large",
         {"ops": [one()] * 201}),
    Case("201 operations on the socket", "judging", "judge", "SOCKET ops", "400 field_invalid",
         {"ops": [one()] * 201}),
    Case("no operation", "judging", "judge", _POST, "400 field_invalid", {"ops": []}),
    Case("operations that are no list", "judging", "judge", _POST, "400 field_invalid",
         {"ops": {"0": one()}}),
    Case("operation that is no object", "judging", "judge", _POST, "400 field_invalid",
         {"ops": ["x"]}),
    Case("field beside the operations", "judging", "judge", _POST, "400 field_unknown",
         {**op(), "judge": 1}),
    Case("operations of nobody", "judging", "anonymous", _POST, "401 sign_in_required", op()),
    Case("operations of an ended session", "judging", "expired_judge", _POST,
         "401 sign_in_required", op(device="{chair_device}")),
    Case("operations without the token", "judging", "judge", _POST, "403 csrf_failed", op(),
         csrf=False),
    Case("operations from elsewhere", "judging", "judge", _POST, "403 csrf_failed", op(),
         {"Origin": "https://evil.example"}),
    Case("operations as a form", "judging", "judge", _POST, "415 media_type_refused", op(),
         {"Content-Type": "application/x-www-form-urlencoded"}),
    Case("operations without a type", "judging", "judge", _POST, "415 media_type_refused", op(),
         {"Content-Type": ""}),
    Case("operations by GET", "judging", "judge", "GET /api/v1/score-operations",
         "405 method_refused"),
]  # fmt: skip

CASES = [*MARKS, *OPERATIONS, *SIGNATURES, *TAKE_BACKS, *CLOSED, *BATCHES]
