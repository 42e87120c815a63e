"""A team that is put off past the end of its session is signed with the room's last one."""

from django.db import migrations, models


def put_off_waiting(apps, _schema):
    """Those that are put off now."""
    apps.get_model("judging", "Slot").objects.filter(state="deferred").update(put_off=True)


class Migration(migrations.Migration):
    dependencies = [("judging", "0031_return_to_judges")]

    operations = [
        migrations.AddField(
            model_name="slot",
            name="put_off",
            field=models.BooleanField(default=False),
        ),
        migrations.RunPython(put_off_waiting, migrations.RunPython.noop),
    ]
