"""Publications: what was published, word for word, and the snapshot it rests on (发布留存).

A publication is no observation and is not derived: undoing a batch, rebuilding and upgrading leave it as it is, and
pruning keeps its snapshot for ever.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa

from zhiquan.basics.digests import SHA256, fits, hex_digest, named, parts
from zhiquan.basics.errors import BadInput, NotAllowed, NotFound
from zhiquan.basics.words import Words
from zhiquan.register.batches import Actor, Register
from zhiquan.register.lake.manifest import Because, Snapshot
from zhiquan.register.lake.reader import Reader
from zhiquan.register.lake.writer import Writer
from zhiquan.register.tables.parts import PUBLISHED


@dataclass(frozen=True, slots=True)
class Publication:
    """One publication (一次发布).

    Args:
        id: its id.
        snapshot: id of the snapshot it rests on, made before it.
        what: what was published, such as ``board``.
        sha256: hash of ``text``: 64 hex digits of SHA-256, or ``sm3:`` and as many of SM3.
        published_on: day of publication.
        by: who published it.
        text: the content as canonical JSON.
    """

    id: str
    snapshot: str
    what: str
    sha256: str
    published_on: date
    by: str
    text: str

    @property
    def content(self) -> Any:  # noqa: ANN401 - JSON
        """The content, read from its JSON; numbers with a fraction come as ``float``."""
        return json.loads(self.text)

    @property
    def is_whole(self) -> bool:
        """False when the stored text no longer has the hash it was published with."""
        return fits(self.text.encode(), self.sha256)

    @property
    def digest(self) -> str:
        """The hash with the name of its algorithm, as it is shown."""
        return named(*parts(self.sha256))


def publish(  # noqa: PLR0913 - what a publication is
    register: Register, *, id: str, what: str, content: Mapping[str, Any], actor: Actor, snapshot_id: str  # noqa: A002 - the word the contract uses
) -> Snapshot:  # fmt: skip
    """Keep what is published and the snapshot it rests on, as one row in one transaction (发布).

    Args:
        register: the register.
        id: id of the publication, chosen by the caller.
        what: what is published, such as ``board``.
        content: JSON values only; days and decimals as texts.
        actor: who publishes, and when.
        snapshot_id: whole id of the snapshot the content was computed from.

    Returns:
        The snapshot that holds the publication; it is later than ``snapshot_id``. Published before with equal
        content: the newest snapshot, and nothing changes.

    Raises:
        BadInput: the id is empty, or the content is no JSON.
        NotFound: there is no such snapshot.
        NotAllowed: other content, or the same resting on another snapshot, was published under this id.
    """
    text = canonical_json(content)
    if not id.strip():
        raise BadInput(Words("发布编号不能为空", "a publication needs an id"))
    with Writer(register.home, memory=register.memory, wait=register.wait) as writer:
        rests_on = register.home.snapshot(snapshot_id).id
        assert writer.base is not None  # a lake that has a snapshot has a newest one
        if _is_there(writer.reader, id, text=text, snapshot=rests_on):
            return writer.base
        row = {
            "id": id,
            "snapshot": rests_on,
            "what": what,
            "sha256": hash_of_content(text, register.digest),
            "published_on": actor.at.date(),
            "by": actor.name,
            "content": text,
        }
        writer.append("published", [pa.RecordBatch.from_pylist([row], schema=PUBLISHED.schema)])
        # Nothing is derived here: the tables stay those of the definitions they were made with.
        return writer.publish(Because("publish", id, actor.name, actor.at), definitions=writer.base.definitions)


def publication(reader: Reader, id: str) -> Publication:  # noqa: A002 - the word the contract uses
    """One publication.

    Raises:
        NotFound: nothing was published under this id.
    """
    found = next((one for one in _listed(reader, id)), None)
    if found is None:
        raise NotFound(
            Words(f"没有发布 {id}", f"there is no publication {id}"),
            remedy=Words("请核对发布编号。", "Check the id of the publication."),
        )
    return found


def publications(reader: Reader) -> list[Publication]:
    """Every publication, the earliest first."""
    return _listed(reader, None)


def canonical_json(content: Mapping[str, Any]) -> str:
    """Content as JSON that is the same for equal content: keys sorted, no blanks (规范 JSON).

    ``canonical_json({"b": 1, "a": "区"})`` is ``'{"a":"区","b":1}'``.

    Raises:
        BadInput: a value is none of JSON's.
    """
    try:
        return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    except (TypeError, ValueError) as problem:
        raise BadInput(
            Words(f"发布内容不是 JSON：{problem}", f"what is published is no JSON: {problem}"),
            remedy=Words("日期和小数请写成文本。", "Give days and decimals as texts."),
        ) from problem


def hash_of_content(text: str, algorithm: str = SHA256) -> str:
    """Hash of a content's JSON in UTF-8 as it is stored: 64 hex digits, of SM3 with its name before them (内容哈希)."""
    digits = hex_digest(text.encode(), algorithm)
    return digits if algorithm == SHA256 else named(algorithm, digits)


def _is_there(reader: Reader, id: str, *, text: str, snapshot: str) -> bool:  # noqa: A002 - the word the contract uses
    """True when just this was published under the id before.

    Raises:
        NotAllowed: something else was.
    """
    for old in _listed(reader, id):
        if old.text != text or old.snapshot != snapshot:
            raise NotAllowed(
                Words(f"编号 {id} 下已发布过其他内容", f"something else was published as {id}"),
                where={"published_on": old.published_on.isoformat(), "snapshot": old.snapshot},
                remedy=Words("请换一个发布编号。", "Choose another id."),
            )
        return True
    return False


def _listed(reader: Reader, id: str | None) -> list[Publication]:  # noqa: A002 - the word the contract uses
    if not reader.has("published") or "content" not in reader.state("published").columns:
        return []
    wanted = "WHERE id = $id" if id is not None else ""
    sql = f"""
        SELECT id, snapshot, what, sha256, published_on, "by", content AS text FROM {reader.from_("published")}
        {wanted} ORDER BY published_on, id
    """
    return [Publication(**row) for row in reader.records(sql, {"id": id} if id is not None else ())]
