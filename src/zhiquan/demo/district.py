"""The demo district: a seeded, made-up register of a district, written as the files an office has (演示区生成)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words
from zhiquan.demo import figures, rolls
from zhiquan.demo.agencies import UNLICENSED_PLACE
from zhiquan.demo.agency_files import write_agencies
from zhiquan.demo.enterprises import Enterprise, leading_firms, small_entities
from zhiquan.demo.gazette_files import write_gazette
from zhiquan.demo.indications import indication_users, write_indications
from zhiquan.demo.job import Job
from zhiquan.demo.mark_files import MARK_LIST, write_madrid, write_marks, write_watch
from zhiquan.demo.marks import Mark, district_marks, mark_parties
from zhiquan.demo.other_rights import write_copyrights, write_overseas, write_secrets, write_varieties
from zhiquan.demo.patent_files import INCOPAT, publications, write_incopat, write_office_list, write_patentics
from zhiquan.demo.patents import COUNT_DAY, Patent, numbered, ordinary_patents
from zhiquan.demo.planted import GROUPS, planted_patents, shells
from zhiquan.demo.planwork import write_plan_work
from zhiquan.demo.pledges import write_pledges
from zhiquan.demo.registrations import write_licences, write_transfers
from zhiquan.demo.shops import write_listings
from zhiquan.demo.suits import write_judgments
from zhiquan.demo.truth import Truth
from zhiquan.demo.writing import DemoFile

_MARK_CASES = {
    "hoard_person": (
        "hoarded_marks",
        Words("自然人三个月注册 130 件，类别齐全", "a person registers 130 marks in all classes"),
        True,
    ),
    "hoard_firm": (
        "hoarded_marks",
        Words("一人公司注册 90 件并转卖", "a one-person firm registers 90 marks and sells them"),
        True,
    ),
    "honest_defence": (
        "hoarded_marks",
        Words("大企业全类防御注册（非囤积）", "defensive marks of a large firm"),
        False,
    ),
    "squatted": ("squatted_marks", Words("与本区知名商标近似", "like known marks of the district"), True),
    "near_expiry": ("marks_near_expiry", Words("专用权即将届满", "marks about to expire"), True),
}


_EARLIEST = date(2022, 1, 1)


@dataclass(frozen=True, slots=True)
class World:
    """Everything made up before files are written."""

    firms: Sequence[Enterprise]
    small: Sequence[Enterprise]
    parties: Sequence[Enterprise]
    patents: Sequence[Patent]
    marks: Sequence[Mark]


def make_world(seed: int) -> World:
    """The made-up district of one seed; the same seed makes the same world (演示世界)."""
    firms, small, shell_firms = leading_firms(seed), small_entities(seed), shells(seed)
    of_marks = mark_parties(seed)
    planted = planted_patents(seed, firms, shell_firms)
    patents = numbered([*planted, *ordinary_patents(seed, firms, planted)], seed)
    marks = district_marks(seed, firms, small, of_marks)
    return World(firms, small, [*firms, *small, *shell_firms, of_marks["hoard_firm"]], patents, marks)


def write_district(folder: Path, *, seed: int = 115, today: date) -> list[DemoFile]:
    """Write the demo district as the files a district office really has, with an answer sheet (演示区文件).

    Args:
        folder: where to write; made when absent, files of the same names are replaced.
        seed: another seed makes another district.
        today: nothing after this day is in any file.

    Raises:
        BadInput: ``today`` is before 2022.

    Returns:
        The files in a sensible order of loading. ``演示-标注.json`` lies beside them: what was planted, and where.
        For ``seed=115, today=date(2026, 11, 22)`` there are 45 files with some 35,000 rows.
    """
    if today < _EARLIEST:
        raise BadInput(
            Words(f"演示区从 {_EARLIEST} 起才有数据", f"the demo district has data from {_EARLIEST} on"),
            where={"today": today.isoformat()},
            remedy=Words("换一个较晚的日期。", "Take a later day."),
        )
    folder.mkdir(parents=True, exist_ok=True)
    world, job = make_world(seed), Job(folder, seed, today, Truth())
    made = [
        *_patent_files(job, world),
        *_mark_files(job, world),
        *_right_files(job, world),
        *_record_files(job, world),
        *write_plan_work(job),
    ]
    _note_planted(job, world)
    job.truth.write(folder, seed=seed)
    return made


def _patent_files(job: Job, world: World) -> list[DemoFile]:
    return [
        write_incopat(job, world.patents),
        write_office_list(job, world.patents),
        write_patentics(job, world.patents),
        *write_gazette(job, world.patents),
    ]


def _mark_files(job: Job, world: World) -> list[DemoFile]:
    return [write_marks(job, world.marks), write_madrid(job, world.marks), write_watch(job)]


def _right_files(job: Job, world: World) -> list[DemoFile]:
    return [
        write_indications(job, world.firms, world.small),
        write_varieties(job, world.firms),
        write_copyrights(job, world.firms, world.small),
        write_overseas(job, world.patents),
        write_secrets(job, world.firms),
    ]


def _record_files(job: Job, world: World) -> list[DemoFile]:
    return [
        rolls.write_parties(job, world.parties),
        rolls.write_titles(job, world.patents, world.firms),
        write_agencies(job),
        write_pledges(job, world.patents, world.marks),
        write_licences(job, world.patents, world.firms),
        write_transfers(job, world.patents, world.marks, world.firms),
        figures.write_figures(job),
        figures.write_survey(job),
        figures.write_by_town(job, world.parties),
        write_listings(job, world.marks, indication_users(world.firms, world.small)),
        write_judgments(job, world.marks, world.patents, world.small),
    ]


def _note_planted(job: Job, world: World) -> None:
    shown = {found.patent.app_no for found in publications(world.patents, min(COUNT_DAY, job.today))}
    for case, group in GROUPS.items():
        numbers = [f"CN{one.app_no}" for one in world.patents if one.case == case and one.app_no in shown]
        job.truth.case(
            "abnormal_filings",
            group.says,
            name=case,
            found=[(INCOPAT, "申请号", numbers)],
            is_true=group.is_abnormal,
            item=group.item or None,
        )
    for case, (detector, says, is_true) in _MARK_CASES.items():
        marks = [mark.number for mark in world.marks if mark.case == case and mark.filed < job.today.replace(day=1)]
        job.truth.case(detector, says, name=case, found=[(MARK_LIST, "商标注册号", marks)], is_true=is_true)
    unlicensed = [f"CN{one.app_no}" for one in world.patents if one.agency == UNLICENSED_PLACE and one.app_no in shown]
    says = Words("由没有执业许可的机构代理", "filed by an agency without a licence")
    job.truth.case("unlicensed_agency", says, name="its_filings", found=[(INCOPAT, "申请号", unlicensed)])
