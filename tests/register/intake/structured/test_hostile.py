"""Broken and hostile files: refused with file, line, rule and remedy; nothing is fetched or blown up."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiquan.basics.errors import BadInput
from zhiquan.register.intake.parts import Records
from zhiquan.register.intake.structured import structured_parts

FILES = Path(__file__).resolve().parents[3] / "files" / "structured"
SCRAPS = [
    b"",
    b"<",
    b">",
    b"&x;",
    b"</",
    b'"',
    b"\x00",
    b"<!--",
    b"]]>",
    b'<?xml version="1.0"?>',
    b"null",
    b"{",
    b"[]",
    b"\xff",
    b"0",
]
GOOD = "<cn-patent-document><invention-title>演示</invention-title></cn-patent-document>"


def read_all(file: Path) -> int:
    """Number of records; reads the file to its end."""
    return sum(len(list(part.records)) for part in structured_parts(file) or [] if isinstance(part, Records))


def refused(tmp_path: Path, content: bytes) -> BadInput:
    """The error a file is refused with."""
    file = tmp_path / "bad.xml"
    file.write_bytes(content)
    with pytest.raises(BadInput) as caught:
        read_all(file)
    problem = caught.value
    assert problem.where["file"] == "bad.xml"
    assert int(problem.where["line"]) >= 1
    assert problem.remedy is not None
    assert problem.message.zh != problem.message.en
    return problem


def test_an_external_entity_is_refused_and_its_file_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET", encoding="utf-8")
    head = f'<!DOCTYPE d [<!ENTITY x SYSTEM "file://{secret}">]>\n'
    body = "<cn-patent-document><invention-title>&x;</invention-title></cn-patent-document>"
    problem = refused(tmp_path, (head + body).encode())
    assert problem.where["line"] == "2"
    assert "outside" in problem.message.en
    assert "SECRET" not in str(problem.as_dict("en"))


def test_an_external_entity_under_an_unknown_root_is_refused_too(tmp_path: Path) -> None:
    refused(tmp_path, b'<!DOCTYPE a [<!ENTITY x SYSTEM "http://example.invalid/x">]><a><b>&x;</b></a>')


def test_an_external_declaration_set_at_an_address_is_refused(tmp_path: Path) -> None:
    head = '<!DOCTYPE d [<!ENTITY % x SYSTEM "http://example.invalid/x.dtd"> %x;]>'
    assert "outside" in refused(tmp_path, (head + GOOD).encode()).message.en


def test_entities_made_of_entities_are_refused_at_once(tmp_path: Path) -> None:
    lines = ['<!ENTITY a0 "ha">', *(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))]
    body = "<cn-patent-document><invention-title>&a11;</invention-title></cn-patent-document>"
    began = time.perf_counter()
    problem = refused(tmp_path, f"<!DOCTYPE d [\n{chr(10).join(lines)}]>{body}".encode())
    assert time.perf_counter() - began < 5
    assert problem.where["line"] == "3"


def test_one_long_entity_repeated_is_refused(tmp_path: Path) -> None:
    refused(tmp_path, f'<!DOCTYPE d [<!ENTITY a "{"x" * 10_000}">]>{GOOD}'.encode())


def test_a_long_entity_in_sgml_is_refused_and_a_reference_outside_too(tmp_path: Path) -> None:
    document = "<PATDOC><SDOBI><B540>{}</B540></SDOBI></PATDOC>"
    refused(tmp_path, f'<!DOCTYPE PATDOC [<!ENTITY a "{"x" * 999}">]>{document}'.encode())
    problem = refused(
        tmp_path, f'<!DOCTYPE PATDOC [\n<!ENTITY x SYSTEM "file:///etc/hosts">]>{document.format("&x;")}'.encode()
    )
    assert problem.where["line"] == "2"


def test_harmless_declarations_stand(tmp_path: Path) -> None:
    head = (
        '<!DOCTYPE d PUBLIC "-//X//Y" "y.dtd" [<!ELEMENT d ANY><!ENTITY m "&#8212;"><!NOTATION TIF SYSTEM "t">'
        '<!ENTITY pic SYSTEM "a.tif" NDATA TIF><!ENTITY % set PUBLIC "-//ISO//E" "iso.ent"> %set;]>'
    )
    file = tmp_path / "good.xml"
    file.write_text(
        f"{head}<cn-patent-document><invention-title>甲&m;乙&half5;&alpha;</invention-title></cn-patent-document>",
        encoding="utf-8",
    )
    (part,) = structured_parts(file) or []
    assert isinstance(part, Records)
    assert [row.values["title"] for row in part.records] == ["甲—乙&half5;α"]


@pytest.mark.parametrize("keep", [0.3, 0.7, 0.98])
def test_a_file_cut_off_is_refused_where_it_ends(tmp_path: Path, keep: float) -> None:
    whole = (GOOD + "\n").encode() * 50
    content = b"<all>\n" + whole + b"</all>"
    problem = refused(tmp_path, content[: int(len(content) * keep)])
    assert "file" in problem.where
    assert "column" in problem.where


def test_a_broken_document_among_many_names_its_line(tmp_path: Path) -> None:
    lines = ["<all>", *[GOOD] * 20, "<cn-patent-document><p></q></cn-patent-document>", "</all>"]
    assert refused(tmp_path, "\n".join(lines).encode()).where["line"] == "22"


def test_a_document_cut_off_before_the_next_declaration_names_that_line(tmp_path: Path) -> None:
    one = f'<?xml version="1.0"?>\n{GOOD}\n'
    broken = '<?xml version="1.0"?>\n<cn-patent-document>\n'
    assert refused(tmp_path, (one + broken + one).encode()).where["line"] == "5"


def test_text_behind_the_last_element_is_refused(tmp_path: Path) -> None:
    refused(tmp_path, f"{GOOD} and more".encode())


def test_a_file_in_another_encoding_than_declared_is_refused(tmp_path: Path) -> None:
    problem = refused(tmp_path, f'<?xml version="1.0" encoding="UTF-8"?>\n{GOOD}'.encode("gb18030"))
    assert "encoding" in problem.message.en
    assert problem.where["line"] == "2"
    assert "encoding" in refused(tmp_path, f'<?xml version="1.0" encoding="klingon"?>{GOOD}'.encode()).message.en
    cut = f'<?xml version="1.0" encoding="GBK"?>\n{GOOD}'.encode("gbk").replace("示".encode("gbk"), b"\xff\xff")
    assert refused(tmp_path, cut).where["line"] == "2"


@pytest.mark.parametrize("codec", ["gbk", "gb18030", "utf-16", "utf-8-sig", "big5", "shift_jis"])
def test_a_declared_encoding_is_followed(tmp_path: Path, codec: str) -> None:
    name = "utf-8" if codec == "utf-8-sig" else codec
    file = tmp_path / "coded.xml"
    file.write_bytes(f'<?xml version="1.0" encoding="{name}"?>{GOOD.replace("演示", "本田")}'.encode(codec))
    (part,) = structured_parts(file) or []
    assert isinstance(part, Records)
    assert [row.values["title"] for row in part.records] == ["本田"]


def test_utf_8_that_calls_itself_gb2312_is_read_as_what_it_is(tmp_path: Path) -> None:
    file = tmp_path / "coded.xml"
    file.write_text(f'<?xml version="1.0" encoding="gb2312"?>{GOOD}', encoding="utf-8")
    (part,) = structured_parts(file) or []
    assert isinstance(part, Records)
    assert [row.values["title"] for row in part.records] == ["演示"]


def test_an_empty_root_states_nothing_and_is_refused(tmp_path: Path) -> None:
    assert "empty" in refused(tmp_path, b"<cn-patent-document/>").message.en
    assert "empty" in refused(tmp_path, b"<PATDOC></PATDOC>").message.en


def test_deep_nesting_is_refused(tmp_path: Path) -> None:
    deep = b"<cn-patent-document>" + b"<a>" * 100_000 + b"</a>" * 100_000 + b"</cn-patent-document>"
    assert "deep" in refused(tmp_path, deep).message.en
    sgml = b"<PATDOC>" + b"<A>" * 5_000 + b"</PATDOC>"
    assert "deep" in refused(tmp_path, sgml).message.en
    json = b'{"patentFileWrapperDataBag": [{"applicationNumberText": ' + b"[" * 100_000
    refused(tmp_path, json)


@pytest.mark.parametrize(
    "content",
    [
        b"<PATDOC><SDOBI><B110>1</B110>",
        b'{"patentFileWrapperDataBag": [{"applicationNumberText": "1"}, {"applicationNumberText"',
        b'{"patentFileWrapperDataBag": [{"applicationNumberText": "1"}',
        b"*** BRS DOCUMENT BOUNDARY ***\nWKU 1\nDID US 1 A\n*** BRS DOCUMENT BOUNDARY ***\nTTL no number\n",
    ],
)
def test_other_forms_cut_off_are_refused_too(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "bad.xml"
    file.write_bytes(content)
    if content.startswith(b"***"):
        assert read_all(file) == 1
    else:
        refused(tmp_path, content)


def test_one_record_of_a_hundred_megabytes_is_refused(tmp_path: Path) -> None:
    problem = refused(tmp_path, b"<cn-patent-document><p>" + b"x" * 100_000_000 + b"</p></cn-patent-document>")
    assert "larger" in problem.message.en


def test_the_member_name_stands_in_the_error(tmp_path: Path) -> None:
    file = tmp_path / "x"
    file.write_bytes(b"<cn-patent-document>")
    with pytest.raises(BadInput) as caught:
        structured_parts(file, name="folder/member.xml")
    assert caught.value.where["file"] == "folder/member.xml"


@given(
    name=st.sampled_from(sorted(path.name for path in FILES.iterdir())),
    edits=st.lists(
        st.tuples(st.integers(0, 10_000), st.integers(0, 40), st.sampled_from(SCRAPS)), min_size=1, max_size=6
    ),
)
def test_however_a_file_is_damaged_it_is_read_refused_or_left(
    tmp_path_factory: pytest.TempPathFactory, name: str, edits: list[tuple[int, int, bytes]]
) -> None:
    content = (FILES / name).read_bytes()
    for place, cut, scrap in edits:
        at = place % (len(content) + 1)
        content = content[:at] + scrap + content[at + cut :]
    file = tmp_path_factory.mktemp("damaged") / name
    file.write_bytes(content)
    named = name
    try:
        read_all(file)
    except BadInput as problem:
        named = problem.where["file"]
    assert named == name
