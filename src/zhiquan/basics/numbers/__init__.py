"""Numbers of rights, parties, places and cases: normalise, check, explain (号码核对)."""

from zhiquan.basics.numbers.application import normalise_application
from zhiquan.basics.numbers.check_digits import application_check_digit
from zhiquan.basics.numbers.identity import mask_identity, mask_phone, normalise_identity
from zhiquan.basics.numbers.kind_names import NUMBER_KINDS, NumberKind
from zhiquan.basics.numbers.kinds import check_number, kind_named
from zhiquan.basics.numbers.part_labels import PART_LABELS, part_value
from zhiquan.basics.numbers.publication import (
    normalise_publication,
    publication_key,
    right_kind_of_publication,
)
from zhiquan.basics.numbers.result import NumberCheck, Problem

__all__ = [
    "NUMBER_KINDS",
    "PART_LABELS",
    "NumberCheck",
    "NumberKind",
    "Problem",
    "application_check_digit",
    "check_number",
    "kind_named",
    "mask_identity",
    "mask_phone",
    "normalise_application",
    "normalise_identity",
    "normalise_publication",
    "part_value",
    "publication_key",
    "right_kind_of_publication",
]
