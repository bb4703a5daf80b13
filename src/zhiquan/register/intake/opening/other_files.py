"""Files that hold no rows, told by their first bytes or by a name inside them (非数据文件)."""

from __future__ import annotations

from zhiquan.basics.words import Words

OTHERS: tuple[tuple[bytes, Words], ...] = (
    (b"%PDF", Words("PDF 文件", "a PDF file")),
    (b"\x89PNG", Words("图片", "a picture")),
    (b"\xff\xd8\xff", Words("图片", "a picture")),
    (b"GIF8", Words("图片", "a picture")),
    (b"\x1f\x8b", Words("gzip 压缩文件", "a gzip file")),
    (b"Rar!", Words("RAR 压缩包", "a RAR archive")),
    (b"7z\xbc\xaf", Words("7z 压缩包", "a 7z archive")),
    (b"SQLite format 3", Words("SQLite 数据库", "an SQLite database")),
    (b"\x7fELF", Words("程序文件", "a program")),
    (b"MZ\x90", Words("程序文件", "a program")),
)
"""First bytes and what such a file is."""

OFFICE_PARTS: tuple[tuple[str, Words], ...] = (
    ("word/", Words("Word 文档", "a Word document")),
    ("ppt/", Words("演示文稿", "a presentation")),
    ("OFD.xml", Words("OFD 版式文件", "an OFD document")),
)
"""Office files other than workbooks, by a name inside them."""
