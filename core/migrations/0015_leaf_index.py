"""A leaf is found by the one index that has both tree and number."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0014_add_pairings")]

    operations = [
        # A plain DROP INDEX: SQLite would otherwise make the table anew, without its guards.
        migrations.SeparateDatabaseAndState(
            [
                migrations.RunSQL(
                    "DROP INDEX core_logleaf_tree_id_24ca3a9a",
                    "CREATE INDEX core_logleaf_tree_id_24ca3a9a ON core_logleaf (tree_id)",
                )
            ],
            [
                migrations.AlterField(
                    "logleaf",
                    "tree",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leaves",
                        to="core.logtree",
                    ),
                )
            ],
        )
    ]
