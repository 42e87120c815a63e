"""An operation is found by the one index that has both judge and key."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0015_leaf_index"), ("judging", "0028_substitute_entries")]

    operations = [
        # A plain DROP INDEX: SQLite would otherwise make the table anew, without its guards.
        migrations.SeparateDatabaseAndState(
            [
                migrations.RunSQL(
                    "DROP INDEX judging_scoreoperation_judge_id_4661d5ee",
                    "CREATE INDEX judging_scoreoperation_judge_id_4661d5ee ON judging_scoreoperation (judge_id)",
                )
            ],
            [
                migrations.AlterField(
                    "scoreoperation",
                    "judge",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="operations",
                        to="core.person",
                    ),
                )
            ],
        )
    ]
