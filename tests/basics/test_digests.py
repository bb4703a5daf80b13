"""Digests name their algorithm; SM3 gives the standard's own values, by every way this machine has."""

from __future__ import annotations

import hashlib
import random
from importlib import util
from pathlib import Path

import pytest

from zhiquan.basics import digests
from zhiquan.basics.digests import fits, hex_digest, named, new_hasher, parts
from zhiquan.basics.errors import BadInput
from zhiquan.basics.settings import read_settings

# GB/T 32905-2016, annex A: examples 1 and 2
EXAMPLES = {
    b"abc": "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0",
    b"abcd" * 16: "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732",
}


def recompute() -> object:
    file = Path(digests.__file__).parents[1] / "plan" / "evidence" / "recompute.py"
    spec = util.spec_from_file_location("recompute", file)
    assert spec is not None
    assert spec.loader is not None
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("content", list(EXAMPLES))
def test_sm3_gives_the_examples_of_the_standard_by_each_library_and_by_the_bundles_script(
    content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = recompute()
    assert hex_digest(content, "sm3") == EXAMPLES[content]
    assert script.own_sm3(content) == EXAMPLES[content]  # type: ignore[attr-defined] # a script
    monkeypatch.setattr(hashlib, "new", _without_sm3)
    assert hex_digest(content, "sm3") == EXAMPLES[content]
    assert script.sm3(content) == EXAMPLES[content]  # type: ignore[attr-defined] # a script


def _without_sm3(name: str, *_: object) -> object:
    raise ValueError(f"unsupported hash type {name}")


def test_the_scripts_own_sm3_agrees_with_the_library_at_every_length_around_a_block() -> None:
    chance, script = random.Random(32905), recompute()
    for length in range(131):
        content = chance.randbytes(length)
        assert script.own_sm3(content) == hex_digest(content, "sm3")  # type: ignore[attr-defined] # a script


def test_a_machine_without_sm3_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(_: object) -> None:
        raise ImportError("cryptography")

    monkeypatch.setattr(hashlib, "new", _without_sm3)
    monkeypatch.setattr(digests._Sm3, "__init__", none)
    with pytest.raises(BadInput, match="SM3"):
        new_hasher("sm3")


def test_a_digest_is_read_with_its_name_and_without_one_as_sha256() -> None:
    plain = hashlib.sha256(b"x").hexdigest()
    assert parts(plain) == ("sha256", plain)
    assert parts(named("sm3", "ab")) == ("sm3", "ab")
    assert fits(b"x", plain)
    assert fits(b"x", named("sm3", hex_digest(b"x", "sm3")))
    assert not fits(b"x", named("sm3", plain))
    assert not fits(b"x", "md5:9dd4e461268c8034f5c8564e155c67a6")


def test_the_setting_takes_the_two_algorithms_and_no_other(tmp_path: Path) -> None:
    assert read_settings({}, folder=tmp_path).digest == "sha256"
    assert read_settings({"ZHIQUAN_DIGEST": "sm3"}, folder=tmp_path).digest == "sm3"
    with pytest.raises(BadInput, match="ZHIQUAN_DIGEST"):
        read_settings({"ZHIQUAN_DIGEST": "md5"}, folder=tmp_path)
    with pytest.raises(BadInput, match="ZHIQUAN_OIDC"):
        read_settings({"ZHIQUAN_OIDC": "http://sso.example.gov.cn"}, folder=tmp_path)
