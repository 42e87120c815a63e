"""Breaks in a room's running order."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("judging", "0024_add_supervision"),
    ]

    operations = [
        migrations.AddField(
            model_name="room",
            name="breaks",
            field=models.JSONField(default=list),
        ),
    ]
