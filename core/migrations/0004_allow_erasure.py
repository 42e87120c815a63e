"""An opening may go where an erasure leaf of its log names it."""

from django.db import migrations

from core.db.guards import openings_erasable


class Migration(migrations.Migration):
    dependencies = [("core", "0003_add_log_checkpoints")]

    operations = [openings_erasable()]
