"""Records outside the register that searches found last (登记册以外的命中)."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """Records outside the register that searches found last (登记册以外的命中)."""

    dependencies = [
        ("watching", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="savedsearch",
            name="others",
            field=models.JSONField(null=True),
        ),
    ]
