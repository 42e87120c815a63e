"""What a judge's tablet tells of itself."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("judging", "0026_add_breaks")]

    operations = [
        migrations.AddField("seatpresence", "battery", models.PositiveSmallIntegerField(null=True)),
        migrations.AddField("seatpresence", "charging", models.BooleanField(null=True)),
        migrations.AddField("seatpresence", "free_mb", models.PositiveIntegerField(null=True)),
        migrations.AddField("seatpresence", "awake", models.BooleanField(null=True)),
    ]
