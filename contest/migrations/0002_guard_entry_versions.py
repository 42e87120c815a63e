"""Rows of these tables are written once."""

from django.db import migrations

from core.db.guards import append_only


class Migration(migrations.Migration):
    dependencies = [("contest", "0001_initial")]

    operations = [append_only("contest_entryversion")]
