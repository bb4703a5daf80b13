"""What kinds of jobs there are (作业种类)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Protocol

from zhiquan.basics.words import Words
from zhiquan.site.gate.policy import May
from zhiquan.site.gate.visitor import Visitor


class Telling(Protocol):
    """How running work says where it is; raises ``Cancelled`` when somebody asked to stop."""

    def __call__(self, stage: str, done: int, total: int = 0) -> None:
        """Say the stage, the units done and their total when known."""


FRONT, BACKGROUND = "default", "background"
"""Queues: what somebody waits for, and what is worked out beforehand."""

Work = Callable[[Mapping[str, Any], Visitor, Telling], dict[str, Any]]
"""Request and account in, JSON-ready result out."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of job (作业种类).

    Args:
        label: its name on screen.
        needs: what the account must be allowed.
        work: ``module:function``, imported by the worker only.
        is_repeatable: true when running it twice gives the same, so that a killed one may start anew by itself.
        is_background: true when nobody waits for it: a worker of its own does it, and a waiting one stands for all.
    """

    label: Words
    needs: May
    work: str
    is_repeatable: bool = True
    is_background: bool = False

    @property
    def queue(self) -> str:
        """Name of the queue its jobs wait in."""
        return BACKGROUND if self.is_background else FRONT

    def load(self) -> Work:
        """The function that does the work."""
        module, _, name = self.work.partition(":")
        found: Work = getattr(import_module(module), name)
        return found


KINDS: dict[str, Kind] = {
    "import.trial": Kind(Words("试运行", "trial run"), May.IMPORT, "zhiquan.site.imports.work:try_file"),
    "import.load": Kind(Words("入库", "load"), May.IMPORT, "zhiquan.site.imports.work:load_file"),
    "import.undo": Kind(Words("撤回批次", "take a batch back"), May.IMPORT, "zhiquan.site.imports.work:undo_batch"),
    "plan.read": Kind(
        Words("读取规划文件", "read a plan document"), May.MAKE_PLAN, "zhiquan.site.plans.work:read_document"
    ),
    "plan.adopt": Kind(Words("采用规划", "take a plan into use"), May.MAKE_PLAN, "zhiquan.site.plans.work:adopt_draft"),
    "board.publish": Kind(Words("发布看板", "publish the board"), May.PUBLISH, "zhiquan.site.plans.work:publish_board"),
    "board.verify": Kind(Words("复核发布", "verify a publication"), May.VERIFY, "zhiquan.site.plans.work:verify_board"),
    "board.bundle": Kind(Words("证据包", "evidence bundle"), May.VERIFY, "zhiquan.site.plans.work:make_bundle"),
    "answers.warm": Kind(
        Words("重算看板", "recompute the board"),
        May.SEE_BOARD,
        "zhiquan.site.warming:warm_everything",
        is_background=True,
    ),
    "register.export": Kind(Words("导出清单", "export a list"), May.EXPORT, "zhiquan.site.registry.work:export_list"),
}
"""The kinds; every loading is repeatable because the same file is never loaded twice."""
