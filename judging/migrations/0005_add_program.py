"""What is on the hall's screen, and how far each reveal was seen."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F

import judging.models.programs


def _count_on(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """A screen that is open compares versions: the new one goes on where the old one stood."""
    apps.get_model("judging", "Room").objects.update(stage_version=F("scene_version"))


class Migration(migrations.Migration):
    dependencies = [("judging", "0004_add_sheet_successors")]

    operations = [
        migrations.AddField("room", "stage_version", models.BigIntegerField(default=0)),
        migrations.AddField(
            "room", "program", models.JSONField(default=judging.models.programs.opening_program)
        ),
        migrations.AddField("room", "preview", models.JSONField(null=True)),
        migrations.AddField("room", "under", models.JSONField(null=True)),
        migrations.AddField("room", "follow", models.BooleanField(default=True)),
        migrations.AddField("slot", "shown_step", models.PositiveSmallIntegerField(default=0)),
        migrations.RunPython(_count_on, migrations.RunPython.noop),
    ]
