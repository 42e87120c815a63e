"""Alternates in a judge's place."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import core.clock


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0014_add_pairings"),
        ("judging", "0024_add_supervision"),
    ]

    operations = [
        migrations.CreateModel(
            name="Seating",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "cause",
                    models.CharField(
                        choices=[("recusal", "Recusal"), ("left", "Left")], max_length=8
                    ),
                ),
                ("reason", models.CharField(max_length=300)),
                ("change", models.UUIDField(default=uuid.uuid4)),
                ("seated_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "ended_for",
                    models.CharField(
                        blank=True,
                        choices=[("undone", "Undone"), ("recused", "Recused"), ("moved", "Moved")],
                        max_length=8,
                    ),
                ),
                (
                    "alternate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seatings",
                        to="judging.panelseat",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replacements",
                        to="judging.panelseat",
                    ),
                ),
                (
                    "seated_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.person",
                    ),
                ),
                (
                    "slot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seatings",
                        to="judging.slot",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("slot", "seat"),
                        name="seating_place_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("slot", "alternate"),
                        name="seating_alternate_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("alternate", models.F("seat")), _negated=True),
                        name="seating_of_two_seats",
                    ),
                ],
            },
        ),
    ]
