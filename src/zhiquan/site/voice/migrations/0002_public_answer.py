"""The answer everybody may read, kept beside the one to who asked (公开的答复)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations, models

from zhiquan.site.voice.shielding import shielded


def fill(apps: Any, schema_editor: Any) -> None:  # noqa: ANN401 - Django's interface
    """Answers already public get theirs without who asked."""
    del schema_editor
    for one in apps.get_model("voice", "Question").objects.filter(is_public=True, public_answer=""):
        one.public_answer = shielded(one.answer, name=one.name, contact=one.contact)
        one.public_text = shielded(one.public_text, name=one.name, contact=one.contact)
        one.save(update_fields=["public_answer", "public_text"])


class Migration(migrations.Migration):
    """Adds ``public_answer``."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("voice", "0001_initial")]
    operations: ClassVar[list[Any]] = [
        migrations.AddField(
            "question", "public_answer", models.TextField(blank=True, default=""), preserve_default=False
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
