"""What of the questions and answers the public pages show, as a value that changes with it (答复状态)."""

from __future__ import annotations

from collections.abc import Hashable

from django.db.models import Count, Max, Q, Sum
from django.db.models.functions import Length

from zhiquan.site.voice.models import Question
from zhiquan.site.voice.words import ANSWERED


def answers_state() -> tuple[Hashable, ...]:
    """Changes whenever a question is answered or a public answer is added, withdrawn, shortened or lengthened."""
    found = Question.objects.filter(state=ANSWERED).aggregate(
        answered=Count("pk"),
        newest=Max("answered_at"),
        days=Sum("working_days"),
        public=Count("pk", filter=Q(is_public=True)),
        asked=Sum(Length("public_text"), filter=Q(is_public=True)),
        said=Sum(Length("public_answer"), filter=Q(is_public=True)),
    )
    return tuple(found.values())
