"""The statements of a batch, for both databases.

A batch goes in as one JSON array per statement, read as rows by the database. What differs
between the two is how such rows are spelled, casts, and locks: SQLite has one writer at a time
(the transaction begins IMMEDIATE) and needs no row locks.
"""

from dataclasses import dataclass
from typing import Final

Columns = dict[str, str]


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one database spells what the other spells differently."""

    vendor: str

    def rows(self, columns: Columns) -> str:
        """A table expression `i` over one JSON array parameter."""
        if self.vendor == "postgresql":
            listed = ", ".join(f"{name} {kind}" for name, kind in columns.items())
            return f"jsonb_to_recordset(%s::jsonb) AS i({listed})"
        listed = ", ".join(f"json_extract(value, '$.{name}') AS {name}" for name in columns)
        return f"(SELECT {listed} FROM json_each(%s)) AS i"  # noqa: S608 - names from this file

    def listed(self, *columns: str) -> str:
        """The rows of a query as one JSON array of arrays."""
        named = ", ".join(columns)
        if self.vendor == "postgresql":
            return f"jsonb_agg(jsonb_build_array({named}))"
        return f"json_group_array(json_array({named}))"

    def lock(self, clause: str) -> str:
        """A locking clause, where the database has rows to lock."""
        return clause if self.vendor == "postgresql" else ""

    def one(self, table: str, alias: str, found: str) -> str:
        """Joins the one row of `table` that `found` names to each row before it, or nulls.

        PostgreSQL takes the JSON rows for a hundred and would rather read a whole log of a few
        thousand operations than look one up; a row of its own for each leaves it no choice.
        """
        if self.vendor == "postgresql":
            row = f"SELECT {alias}.* FROM {table} {alias} WHERE {found} LIMIT 1"  # noqa: S608
            return f"LEFT JOIN LATERAL ({row}) {alias} ON true"
        return f"LEFT JOIN {table} {alias} ON {found}"

    def json(self, expression: str) -> str:
        """Text stored as JSON."""
        return f"{expression}::jsonb" if self.vendor == "postgresql" else expression


# 1. Sheets with their rounds: the round shared (closing takes it alone), the sheets for us.
#    The document comes along only where its hash is not among those already parsed.
_SHEETS: Final = """
SELECT s.id, s.uid, s.state, x.person_id, e.uid, r.state, m.id,
       b.hash, CASE WHEN b.hash IN (SELECT i.hash FROM {parsed}) THEN NULL ELSE b.document END,
       EXISTS (SELECT 1 FROM judging_nda n WHERE n.person_id = x.person_id
               AND n.edition_id = e.id),
       EXISTS (SELECT 1 FROM judging_conflictstatement t WHERE t.seat_id = s.seat_id
               AND t.entry_id = l.entry_id),
       s.signed_at, (SELECT o.uid FROM judging_scoresheet o WHERE o.id = s.supersedes_id),
       r.code
FROM judging_scoresheet s
JOIN judging_panelseat p ON p.id = s.seat_id
JOIN judging_expert x ON x.id = p.expert_id
JOIN judging_slot l ON l.id = s.slot_id
JOIN judging_room m ON m.id = l.room_id
JOIN contest_round r ON r.id = s.round_id
JOIN contest_rulebook b ON b.id = r.rulebook_id
JOIN contest_edition e ON e.id = r.edition_id
WHERE s.uid IN (SELECT i.uid FROM {named})
ORDER BY r.id, s.id
{lock}
"""

# 2. Cells, locked by key. Slot and recusal are read here, after the sheets are ours: sealing and
#    recusing lock the sheets too, so what they committed is seen. The three reads are sent
#    together, so none is asked for what another one found.
_CELLS: Final = """
SELECT c.id, s.uid, c.criterion, c.value, c.rev, c.device_id, c.client_seq, l.state,
       EXISTS (SELECT 1 FROM judging_recusal q WHERE q.seat_id = s.seat_id
               AND q.entry_id = l.entry_id AND q.ended_at IS NULL)
FROM judging_scorecell c
JOIN judging_scoresheet s ON s.id = c.sheet_id
JOIN judging_slot l ON l.id = s.slot_id
WHERE s.uid IN (SELECT i.uid FROM {named})
ORDER BY c.id
{lock}
"""

# 3. Answers given before, and the devices; after the cell locks. `sheet` is the first of those
#    that are to be signed: all open sheets of its judge in the round, with their teams' places and
#    states, and its room with the breaks, from which follows what its session is.
_KNOWN: Final = """
SELECT i.n, k.body_hash, k.outcome, k.answer, d.id, d.person_id, d.revoked_at IS NOT NULL,
       (SELECT {open} FROM judging_scoresheet s JOIN judging_scoresheet o
            ON o.seat_id = s.seat_id AND o.round_id = s.round_id AND o.state = 'open'
        JOIN judging_slot l ON l.id = o.slot_id
        WHERE s.uid = i.sheet),
       (SELECT m.breaks FROM judging_scoresheet s JOIN judging_slot l ON l.id = s.slot_id
        JOIN judging_room m ON m.id = l.room_id WHERE s.uid = i.sheet)
FROM {ops}
{answered}
{device}
"""

# A cell moves with its mark and revision when its sheet gets a successor (made just before).
_SET_CELLS: Final = """
UPDATE judging_scorecell
SET value = i.mark, rev = i.new_rev, device_id = i.device, client_seq = i.seq,
    changed_at = CASE WHEN i.typed THEN %s ELSE changed_at END,
    sheet_id = COALESCE((SELECT n.id FROM judging_scoresheet n WHERE n.uid = i.successor), sheet_id)
FROM {cells} WHERE judging_scorecell.id = i.cell
"""

# Signatures and successors in one statement: a row with `successor` is the new sheet in the place
# of `sheet`, any other changes the sheet itself. What is superseded comes first, since a seat has
# one live sheet for a slot.
_SET_SHEETS: Final = """
INSERT INTO judging_scoresheet (uid, created_at, slot_id, seat_id, round_id, state, signed_at,
    total, supersedes_id, rescore_id, remarks_id)
SELECT COALESCE(i.successor, o.uid), %s, o.slot_id, o.seat_id, o.round_id, i.state,
    CASE WHEN i.successor IS NOT NULL THEN NULL WHEN i.sum IS NULL THEN o.signed_at ELSE %s END,
    CASE WHEN i.successor IS NULL THEN COALESCE(i.sum, o.total) END,
    CASE WHEN i.successor IS NULL THEN o.supersedes_id ELSE o.id END,
    o.rescore_id, o.remarks_id
FROM {sheets}
JOIN judging_scoresheet o ON o.id = i.sheet
ORDER BY i.successor IS NOT NULL, o.id
ON CONFLICT (uid) DO UPDATE
SET state = excluded.state, signed_at = excluded.signed_at, total = excluded.total
"""

# The hall sees how many have signed, and nothing of what is typed.
_BUMP_ROOMS: Final = """
UPDATE judging_room SET version = version + 1, stage_version = stage_version + %s
WHERE id IN (SELECT id FROM judging_room WHERE id IN (SELECT i.id FROM {ids}) ORDER BY id {lock})
RETURNING uid, version
"""

# The head row is the last lock; the tree is made on first use. Its frontier comes along with the
# last leaf of the batch (a trigger of core puts it there).
_TAKE_NUMBERS: Final = """
INSERT INTO core_logtree (uid, created_at, owner_kind, owner_id, size)
VALUES (%s, %s, 'edition', %s, %s)
ON CONFLICT (owner_kind, owner_id) DO UPDATE SET size = core_logtree.size + excluded.size
RETURNING id, size, frontier
"""

_ADD_LEAVES: Final = """
INSERT INTO core_logleaf (tree_id, seq, leaf_hash, type, at, frontier)
SELECT %s, i.seq, i.leaf_hash, i.type, %s, i.frontier FROM {leaves}
"""

# Each leaf is looked up by itself: joined, both databases would rather walk the whole log.
_ADD_OPENINGS: Final = """
INSERT INTO core_logopening (leaf_id, salt, body)
SELECT (SELECT f.id FROM core_logleaf f WHERE f.tree_id = %s AND f.seq = i.seq), i.salt, i.body
FROM {leaves}
"""

# In the order in which they were answered, which a join alone does not promise.
_ADD_OPERATIONS: Final = """
INSERT INTO judging_scoreoperation (judge_id, op_id, device_id, client_seq, sheet_uid, kind,
    criterion, value, base_rev, device_time, body_hash, outcome, answer, leaf_id, at)
SELECT i.judge, i.op_id, i.device, i.client_seq, i.sheet, i.kind, i.criterion, i.mark,
    i.base_rev, i.device_time, i.body_hash, i.outcome, {answer},
    (SELECT f.id FROM core_logleaf f WHERE f.tree_id = %s AND f.seq = i.seq), %s
FROM {operations}
ORDER BY i.n
"""

_ASKED_COLUMNS: Final[Columns] = {
    "n": "integer",
    "judge": "bigint",
    "op_id": "uuid",
    "device": "uuid",
    "sheet": "uuid",
}
_LEAF_COLUMNS: Final[Columns] = {
    "seq": "bigint",
    "leaf_hash": "text",
    "type": "text",
    "salt": "text",
    "body": "text",
    "frontier": "text",
}
_OPERATION_COLUMNS: Final[Columns] = {
    "n": "integer",
    "judge": "bigint",
    "op_id": "uuid",
    "device": "bigint",
    "client_seq": "bigint",
    "sheet": "uuid",
    "kind": "text",
    "criterion": "text",
    "mark": "integer",
    "base_rev": "integer",
    "device_time": "text",
    "body_hash": "text",
    "outcome": "text",
    "answer": "text",
    "seq": "bigint",
}


@dataclass(frozen=True, slots=True)
class Statements:
    """A batch's statements, spelled for one database."""

    sheets: str
    cells: str
    known: str
    set_cells: str
    set_sheets: str
    bump_rooms: str
    take_numbers: str
    add_leaves: str
    add_openings: str
    add_operations: str


def statements(vendor: str) -> Statements:
    """The statements for `postgresql` or `sqlite`."""
    it = Dialect(vendor)
    ids = it.rows({"id": "bigint"})
    leaves = it.rows(_LEAF_COLUMNS)
    return Statements(
        sheets=_SHEETS.format(
            parsed=it.rows({"hash": "text"}),
            named=it.rows({"uid": "uuid"}),
            lock=it.lock("FOR SHARE OF r FOR NO KEY UPDATE OF s"),
        ),
        cells=_CELLS.format(named=it.rows({"uid": "uuid"}), lock=it.lock("FOR UPDATE OF c")),
        known=_KNOWN.format(
            open=it.listed("o.uid", "l.room_id", "l.position", "l.put_off", "l.state"),
            ops=it.rows(_ASKED_COLUMNS),
            answered=it.one(
                "judging_scoreoperation", "k", "k.judge_id = i.judge AND k.op_id = i.op_id"
            ),
            device=it.one("core_device", "d", "d.uid = i.device"),
        ),
        set_cells=_SET_CELLS.format(
            cells=it.rows(
                {
                    "cell": "bigint",
                    "mark": "integer",
                    "new_rev": "integer",
                    "device": "bigint",
                    "seq": "bigint",
                    "typed": "boolean",
                    "successor": "uuid",
                }
            )
        ),
        set_sheets=_SET_SHEETS.format(
            sheets=it.rows(
                {"sheet": "bigint", "sum": "integer", "state": "text", "successor": "uuid"}
            )
        ),
        bump_rooms=_BUMP_ROOMS.format(ids=ids, lock=it.lock("FOR UPDATE")),
        take_numbers=_TAKE_NUMBERS,
        add_leaves=_ADD_LEAVES.format(leaves=leaves),
        add_openings=_ADD_OPENINGS.format(leaves=leaves),
        add_operations=_ADD_OPERATIONS.format(
            operations=it.rows(_OPERATION_COLUMNS), answer=it.json("i.answer")
        ),
    )
