import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("judging", "0003_add_seat_devices"),
    ]

    operations = [
        migrations.AddField(
            model_name="scoresheet",
            name="supersedes",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="successor",
                to="judging.scoresheet",
            ),
        ),
    ]
