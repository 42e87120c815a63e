"""Breaks in a room's running order."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("judging", "0025_seat_alternates"),
    ]

    operations = [
        migrations.AddField(
            model_name="room",
            name="breaks",
            field=models.JSONField(default=list),
        ),
    ]
