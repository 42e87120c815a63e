"""The append-only log: a tree per owner, salted leaves, openings that may be erased.

A leaf never changes (guards in the migrations refuse UPDATE, DELETE and TRUNCATE). The head
row's `size` gives each leaf its gap-free `seq`, in the transaction of the command. The last leaf
of each append brings the tree's frontier with it, and a trigger puts that into the head row: no
statement more on the score path.
"""

from django.db import models

from core.models.base import Row


class LogTree(Row):
    """One log. Owner is (kind, public id): an edition or a host. `frontier` is hex."""

    owner_kind = models.CharField(max_length=16)
    owner_id = models.UUIDField()
    size = models.BigIntegerField(default=0)
    frontier = models.TextField(default="", db_default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner_kind", "owner_id"], name="log_tree_owner"),
        ]

    def __str__(self) -> str:
        return f"{self.owner_kind}:{self.owner_id}"


class LogLeaf(models.Model):
    """Position, hash, type and time of one event. `seq` counts from 0 without gaps.

    `frontier` (hex) is the tree's right edge after the last leaf of an append, else empty.
    """

    # Without an index of its own: `log_leaf_seq` begins with it. PostgreSQL would take the narrow
    # one for a leaf of a known number, too, while the table is new, and read the whole tree.
    tree = models.ForeignKey(
        LogTree, on_delete=models.PROTECT, related_name="leaves", db_index=False
    )
    seq = models.BigIntegerField()
    leaf_hash = models.CharField(max_length=64)
    type = models.CharField(max_length=48)
    at = models.DateTimeField()
    frontier = models.TextField(default="", db_default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tree", "seq"], name="log_leaf_seq"),
        ]

    def __str__(self) -> str:
        return f"{self.tree_id}/{self.seq}"


class LogOpening(models.Model):
    """What a leaf's hash commits to: its salt and its body (RFC 8785 text)."""

    leaf = models.OneToOneField(LogLeaf, on_delete=models.PROTECT, related_name="opening")
    salt = models.CharField(max_length=64)
    body = models.TextField()

    def __str__(self) -> str:
        return str(self.leaf_id)


class LogCheckpoint(Row):
    """What we vouch for: a tree's root at a size, signed; `text` is the C2SP signed note.

    `root` and `signature` are hex, `key_id` names the key as a receipt does.
    """

    tree = models.ForeignKey(LogTree, on_delete=models.PROTECT, related_name="checkpoints")
    size = models.BigIntegerField()
    root = models.CharField(max_length=64)
    at = models.DateTimeField()
    signature = models.CharField(max_length=128)
    key_id = models.CharField(max_length=16)
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tree", "size"], name="log_checkpoint_once"),
        ]

    def __str__(self) -> str:
        return f"{self.tree_id}@{self.size}"
