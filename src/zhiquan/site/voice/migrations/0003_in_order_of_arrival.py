"""Questions of one last day stand in the order they came (同日到期的按收到先后).

Their numbers are texts, among which the ten-thousandth of a day would stand before the second.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    """Orders by last day and arrival; no table changes."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("voice", "0002_public_answer")]
    operations: ClassVar[list[Any]] = [migrations.AlterModelOptions("question", {"ordering": ["due", "id"]})]
