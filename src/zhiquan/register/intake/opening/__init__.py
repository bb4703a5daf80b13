"""Opening files of any format into parts, safely and in bounded memory (打开文件)."""

from zhiquan.register.intake.opening.files import Opened, open_file

__all__ = ["Opened", "open_file"]
