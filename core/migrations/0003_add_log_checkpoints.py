"""A frontier in the head row of each log, and signed checkpoints."""

import uuid
from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import core.clock
from core.db.guards import append_only, frontier_kept
from core.merkle.frontier import Frontier


def _column(model: str) -> migrations.SeparateDatabaseAndState:
    """A plain ADD COLUMN: SQLite would otherwise make the table anew, without its guards."""
    table = f"core_{model}"
    return migrations.SeparateDatabaseAndState(
        [
            migrations.RunSQL(
                f"ALTER TABLE {table} ADD COLUMN frontier text NOT NULL DEFAULT ''",
                f"ALTER TABLE {table} DROP COLUMN frontier",
            )
        ],
        [
            migrations.AddField(
                model_name=model,
                name="frontier",
                field=models.TextField(default="", db_default=""),
            )
        ],
    )


def _frontiers_fill(apps: Any, _editor: BaseDatabaseSchemaEditor) -> None:
    """The logs that are there already get the frontier of their leaves."""
    for tree in apps.get_model("core", "LogTree").objects.all():
        frontier = Frontier()
        for digest in tree.leaves.order_by("seq").values_list("leaf_hash", flat=True):
            frontier = frontier.append(bytes.fromhex(digest))
        tree.frontier = frontier.to_bytes().hex()
        tree.save(update_fields=["frontier"])


class Migration(migrations.Migration):
    dependencies = [("core", "0002_guard_log")]

    operations = [
        _column("logleaf"),
        _column("logtree"),
        migrations.RunPython(_frontiers_fill, migrations.RunPython.noop),
        migrations.CreateModel(
            name="LogCheckpoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                ("size", models.BigIntegerField()),
                ("root", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                ("signature", models.CharField(max_length=128)),
                ("key_id", models.CharField(max_length=16)),
                ("text", models.TextField()),
                (
                    "tree",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checkpoints",
                        to="core.logtree",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("tree", "size"), name="log_checkpoint_once")
                ],
            },
        ),
        append_only("core_logcheckpoint"),
        frontier_kept(),
    ]
