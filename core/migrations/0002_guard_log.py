"""Rows of these tables are written once."""

from django.db import migrations

from core.db.guards import append_only


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [append_only("core_logleaf", "core_logopening")]
