"""A file somebody holds is checked against what was published, by anybody, in the browser."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from zhiquan.knowledge.plans import Plan
from zhiquan.plan import checking
from zhiquan.plan.bundle import write_bundle
from zhiquan.plan.publishing import asked_of, measuring_for
from zhiquan.site.office.house import House
from zhiquan.site.voice import limits

pytestmark = pytest.mark.django_db


def sent(held: bytes, name: str = "文件.json") -> Any:
    return Client().post("/verify/", {"file": SimpleUploadedFile(name, held)})


def bundle_of(office: House, folder: Path) -> bytes:
    one = office.published()[0]
    asked = asked_of(one.content)
    knowledge, overlay = office.knowledge(), office.settings.knowledge
    with office.reader(one.snapshot) as reader:
        measuring = measuring_for(reader, knowledge, knowledge.get(Plan, asked.plan), asked, overlay)
        write_bundle(folder / "b.zip", one.content, name=one.id, measuring=measuring, knowledge=knowledge)
    return (folder / "b.zip").read_bytes()


def changed(held: bytes, name: str, make: Any, *, sums_too: bool = False) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(held)) as source, zipfile.ZipFile(sink, "w") as target:
        files = {info.filename: source.read(info) for info in source.infolist()}
        files[name] = make(files[name])
        if sums_too:
            digest = hashlib.sha256(files[name]).hexdigest()
            lines = files["SHA256SUMS"].decode().splitlines()
            lines = [f"{digest}  {name}" if line.endswith(f"  {name}") else line for line in lines]
            files["SHA256SUMS"] = ("\n".join(lines) + "\n").encode()
        for inside, content in files.items():
            target.writestr(inside, content)
    return sink.getvalue()


def shortened(rows: bytes) -> bytes:
    """A table without half of its rows."""
    head, *rest = rows.split(b"\n")
    return b"\n".join([head, *rest[len(rest) // 2 :]])


def test_the_published_json_is_known_and_a_changed_digit_is_named(published_house: House) -> None:
    one = published_house.published()[0]
    assert sent(one.text.encode()).context["found"].match.id == one.id
    content = one.content
    target = next(row for row in content["board"]["targets"] if row["value"] is not None)
    target["value"] = "999.99"
    found = sent(json.dumps(content).encode()).context["found"]
    assert not found.is_true
    assert found.near.id == one.id
    (difference,) = found.differences
    assert (difference.indicator, difference.held) == (target["indicator"], "999.99")


def test_a_bundle_is_recomputed_and_a_changed_row_is_found_even_when_its_hash_was_changed_too(
    published_house: House, tmp_path: Path
) -> None:
    held = bundle_of(published_house, tmp_path)
    found = sent(held, "包.zip").context["found"]
    assert found.is_true
    assert len(found.figures) >= 5
    rows = "rows/invention_patents_per_10k.csv"
    naive = sent(changed(held, rows, shortened), "包.zip").context["found"]
    assert naive.changed == (rows,)
    sly = sent(changed(held, rows, shortened, sums_too=True), "包.zip").context["found"]
    assert sly.changed == ()
    assert [one.indicator for one in sly.figures if not one.is_equal] == ["invention_patents_per_10k"]
    assert not sly.is_true


def test_an_unlisted_file_in_a_bundle_is_named(published_house: House, tmp_path: Path) -> None:
    sink = io.BytesIO(bundle_of(published_house, tmp_path))
    with zipfile.ZipFile(sink, "a") as archive:
        archive.writestr("extra.txt", "演示")
    assert sent(sink.getvalue(), "包.zip").context["found"].changed == ("extra.txt",)


@pytest.mark.parametrize("held", [b"", b"\xff\xfe", b"[1]", b"{}", b'{"asked": {}, "board": []}', b"PK\x03\x04junk"])
def test_what_is_neither_is_refused_with_a_way_out(published_house: House, held: bytes) -> None:
    answer = sent(held)
    assert answer.status_code == 422
    assert "发布" in answer.content.decode()


def test_a_bundle_that_would_unpack_to_too_much_is_refused(published_house: House) -> None:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("publication.json", b"0" * (65 * 1024 * 1024))
    answer = sent(sink.getvalue(), "包.zip")
    assert answer.status_code == 422
    assert "太大" in answer.content.decode()


def told(figures: Any) -> Any:
    """A function that puts other figures in place of a bundle's."""
    return lambda held: json.dumps({**json.loads(held), "figures": figures}).encode()


def test_no_file_outside_the_bundle_is_ever_read(published_house: House, tmp_path: Path) -> None:
    held = bundle_of(published_house, tmp_path)
    with zipfile.ZipFile(io.BytesIO(held)) as archive:
        rows = archive.read("rows/invention_patents_per_10k.csv")
        recipe = next(
            one
            for one in json.loads(archive.read("figures.json"))["figures"]
            if one["indicator"] == "invention_patents_per_10k"
        )
    outside = tmp_path / "outside"
    outside.with_suffix(".csv").write_bytes(rows)  # with these very rows the figure would come out
    figures = [{**recipe, "indicator": name} for name in (str(outside), f"../../..{outside}", "rows", ["x"], None)]
    found = sent(changed(held, "figures.json", told(figures), sums_too=True), "包.zip").context["found"]
    assert {(one.computed, one.is_equal) for one in found.figures} == {("", False)}
    assert len(found.figures) > len(figures)  # and those that are not told any more
    assert not found.is_true


@pytest.mark.parametrize("part", ["value", "numerator", "denominator", "day"])
def test_figures_told_otherwise_than_published_are_found_though_rows_and_hashes_fit(
    part: str, published_house: House, tmp_path: Path
) -> None:
    held, name = bundle_of(published_house, tmp_path), "invention_patents_per_10k"
    forged = changed(held, f"rows/{name}.csv", shortened, sums_too=True)
    with zipfile.ZipFile(io.BytesIO(forged)) as archive:
        archive.extractall(tmp_path / "open")
        held_figures = json.loads(archive.read("figures.json"))
    figure = next(one for one in held_figures["figures"] if one["indicator"] == name)
    value, numerator = checking._script().value(tmp_path / "open", figure, held_figures["day"])
    if part == "day":  # nothing but the day is another one
        forged, held_figures["day"] = held, "2024-12-31"
    elif part == "value":  # fewer rows, with the value they give
        figure["value"], figure["numerator"] = str(value), int(numerator)
    elif part == "numerator":  # fewer rows, divided by less, give the same value
        share = int(numerator) / figure["numerator"]
        figure["denominator"]["value"] = str(float(figure["denominator"]["value"]) * share)
        figure["numerator"] = int(numerator)
    else:
        forged = held
        figure["denominator"]["as_of"] = "1999-12-31"
    told_otherwise = json.dumps(held_figures).encode()
    forged = changed(forged, "figures.json", lambda _: told_otherwise, sums_too=True)
    found = sent(forged, "包.zip").context["found"]
    assert found.match is not None
    assert found.changed == ()
    wrong = [one.indicator for one in found.figures if not one.is_equal]
    assert wrong == ([one.indicator for one in found.figures] if part == "day" else [name])
    assert not found.is_true
    with zipfile.ZipFile(io.BytesIO(forged)) as archive:
        archive.extractall(tmp_path / "open")
    by_hand = subprocess.run(
        [sys.executable, "-I", tmp_path / "open" / "recompute.py"], capture_output=True, text=True, check=False
    )
    assert by_hand.returncode == 1
    assert ("与发布不一致" if part == "day" else f"{name}: not as in publication.json") in by_hand.stdout


def test_a_published_figure_that_a_bundle_does_not_tell_is_named(published_house: House, tmp_path: Path) -> None:
    held, name = bundle_of(published_house, tmp_path), "invention_patents_per_10k"
    with zipfile.ZipFile(io.BytesIO(held)) as archive:
        figures = json.loads(archive.read("figures.json"))["figures"]
    fewer = [one for one in figures if one["indicator"] != name]
    found = sent(changed(held, "figures.json", told(fewer), sums_too=True), "包.zip").context["found"]
    assert [(one.indicator, one.computed) for one in found.figures if not one.is_equal] == [(name, "")]
    assert not found.is_true


def test_a_figure_told_twice_is_made_once_and_too_many_are_refused(published_house: House, tmp_path: Path) -> None:
    held = bundle_of(published_house, tmp_path)
    with zipfile.ZipFile(io.BytesIO(held)) as archive:
        figures = json.loads(archive.read("figures.json"))["figures"]
    (one, *_) = [figure for figure in figures if figure["value"] is not None]
    twice = sent(changed(held, "figures.json", told([one, one]), sums_too=True), "包.zip").context["found"]
    assert [figure.is_equal for figure in twice.figures][:2] == [True, False]
    assert sent(changed(held, "figures.json", told([one] * 64), sums_too=True), "包.zip").status_code == 200
    many = sent(changed(held, "figures.json", told([one] * 65), sums_too=True), "包.zip")
    assert many.status_code == 422
    assert "太大" in many.content.decode()


def test_more_rows_than_can_be_read_are_refused(
    published_house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = bundle_of(published_house, tmp_path)
    assert sent(held, "包.zip").status_code == 200
    monkeypatch.setattr(checking, "MOST_ROWS", 20)
    assert sent(held, "包.zip").status_code == 422
    monkeypatch.setattr(checking, "MOST_ROWS", 10**6)
    wide = changed(held, "rows/invention_patents_per_10k.csv", lambda rows: b"a," * 1000 + rows)
    assert sent(wide, "包.zip").status_code == 422


@pytest.mark.parametrize("held", [b"[]", b'{"figures": 5}', b'{"figures": [1]}', b"[1]", b"1" * 5000])
def test_a_bundle_whose_figures_have_another_shape_is_refused(
    held: bytes, published_house: House, tmp_path: Path
) -> None:
    answer = sent(changed(bundle_of(published_house, tmp_path), "figures.json", lambda _: held), "包.zip")
    assert answer.status_code == 422
    assert "发布" in answer.content.decode()


@pytest.mark.parametrize("name", ["rows/.", "rows/" + "x" * 300 + ".csv", "/tmp/x.csv", "rows//x.csv", "../x.csv"])
def test_a_bundle_with_a_strange_name_inside_is_refused(name: str, published_house: House, tmp_path: Path) -> None:
    sink = io.BytesIO(bundle_of(published_house, tmp_path))
    with zipfile.ZipFile(sink, "a") as archive:
        archive.writestr(name, "演示")
    assert sent(sink.getvalue(), "包.zip").status_code == 422


def test_damaged_bundles_are_refused(published_house: House, tmp_path: Path) -> None:
    held = bundle_of(published_house, tmp_path)
    with zipfile.ZipFile(io.BytesIO(held)) as archive:
        begins = archive.getinfo("figures.json").header_offset + 30 + len("figures.json")
    torn = held[:begins] + b"\xff" * 40 + held[begins + 40 :]
    assert sent(torn, "包.zip").status_code == 422


def test_a_table_that_cannot_be_read_does_not_come_out(published_house: House, tmp_path: Path) -> None:
    held = bundle_of(published_house, tmp_path)
    rows = "rows/invention_patents_per_10k.csv"
    endless = changed(held, rows, lambda table: table + b'"' + b"x" * 200_000)  # csv.Error: a field too long
    found = sent(endless, "包.zip").context["found"]
    assert [one.indicator for one in found.figures if not one.is_equal] == ["invention_patents_per_10k"]


@pytest.mark.parametrize(
    "content",
    [
        '{"asked": {}, "board": {"targets": 5}}',
        '{"asked": {"plan": [1]}, "board": {"targets": [{"indicator": [1]}]}}',
        '{"asked": {"plan": NaN}, "board": {}}',
        '{"asked": {"plan": ' + "9" * 5000 + '}, "board": {}}',
        '{"asked": {"plan": "\\ud800"}, "board": {}}',
        "[" * 100_000,
    ],
)
def test_json_of_any_shape_gets_an_answer(content: str, published_house: House) -> None:
    assert sent(content.encode()).status_code in {200, 422}


def test_targets_of_another_shape_count_as_missing(published_house: House) -> None:
    one = published_house.published()[0]
    shape = {**one.content, "board": {"targets": [{"indicator": ["x"], "value": "\ud800"}, 5]}}
    found = sent(json.dumps(shape).encode()).context["found"]
    assert found.near.id == one.id
    assert {difference.held for difference in found.differences} == {""}


def test_one_address_checks_only_so_many_files_an_hour(published_house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(limits.MOST, "check", 2)
    held = published_house.published()[0].text.encode()
    assert [sent(held).status_code for _ in range(3)] == [200, 200, 429]
    assert Client().get("/verify/").status_code == 200
