"""Each audit line names the algorithm of its hash (审计行写明摘要算法)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """The name of the algorithm beside each hash."""

    dependencies = [
        ("audit", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="head",
            name="digest",
            field=models.CharField(default="sha256", max_length=12),
        ),
        migrations.AddField(
            model_name="line",
            name="digest",
            field=models.CharField(default="sha256", max_length=12),
        ),
    ]
