"""Workbooks made for one reader and sent at once (下载)."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable
from pathlib import Path

from django.http import FileResponse

_MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(name: str, write: Callable[[Path], object]) -> FileResponse:
    """A workbook as an attachment.

    Args:
        name: file name the reader sees.
        write: writes the workbook to the path it is given.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "made.xlsx"
        write(file)
        content = io.BytesIO(file.read_bytes())
    return FileResponse(content, as_attachment=True, filename=name, content_type=_MIME)
