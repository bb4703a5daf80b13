"""MySQL dumps: tables, statements over lines, escapes, comments, cut ends."""

from __future__ import annotations

import resource
from pathlib import Path

import pytest

from register.intake.opening.reading import form, refusal, sheets
from zhiquan.register.intake.opening import open_file, sql_text
from zhiquan.register.intake.parts import Grid

DUMP = r"""-- MySQL dump 10.13
/*!40101 SET NAMES utf8mb4 */;
DROP TABLE IF EXISTS `patent`;
CREATE TABLE IF NOT EXISTS `patent` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `title` varchar(255) DEFAULT 'a;b' COMMENT '名称；(全)',
  `filed` date,
  PRIMARY KEY (`id`),
  KEY `k` (`title`)
) ENGINE=InnoDB;
LOCK TABLES `patent` WRITE;
/*!40000 ALTER TABLE `patent` DISABLE KEYS */;
INSERT INTO `patent` VALUES (1,'it\'s; (一种)','2020-01-02'),(2,'O''Brien\n第二行','0000-00-00'),
(3,NULL,NULL),
-- 说明; 不是数据
(4,'反斜\\',NOW());
UNLOCK TABLES;
INSERT IGNORE INTO patent (`filed`, `id`) VALUES ('2021-02-03', 5) ON DUPLICATE KEY UPDATE `filed`=VALUES(`filed`);
/* INSERT INTO `patent` VALUES (99,'注释','2020-01-01'); */
CREATE TABLE `party` (`code` varchar(18),
  `name` text);
  REPLACE INTO `db`.`party` VALUES ('A', "双""引号"); INSERT INTO `party` VALUES ('B', _utf8mb4'乙');
CREATE TABLE `nothing` (
  `id` int);
"""


def made(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "库.sql"
    file.write_text(text, encoding="utf-8")
    return file


def test_every_table_with_rows_is_a_grid_of_its_rows(tmp_path: Path) -> None:
    file = made(tmp_path, DUMP)
    assert form(file)[0] == "sql"
    found = sheets(file)
    assert found["patent"] == [
        (0, ["id", "title", "filed"]),
        (13, ["1", "it's; (一种)", "2020-01-02"]),
        (13, ["2", "O'Brien\n第二行", None]),
        (14, ["3", None, None]),
        (16, ["4", "反斜\\", "NOW()"]),
        (18, ["5", None, "2021-02-03"]),
    ]
    assert found["party"][1:] == [(22, ["A", '双"引号']), (22, ["B", "乙"])]
    assert list(found) == ["patent", "party"]


def test_columns_come_from_the_statement_when_no_table_is_created(tmp_path: Path) -> None:
    file = made(tmp_path, "insert into t (a, `b`) values (1, '甲');\ninsert into t (a, `b`) values (2, '乙')")
    assert sheets(file) == {"t": [(0, ["a", "b"]), (1, ["1", "甲"]), (2, ["2", "乙"])]}


def test_statements_without_semicolons_are_told_apart(tmp_path: Path) -> None:
    text = "INSERT [dbo].[t] ([a], [b]) VALUES (1, N'甲;')\nGO\nINSERT [dbo].[t] ([a], [b]) VALUES (2, N'乙')\nGO\n"
    assert sheets(made(tmp_path, "-- x\nINSERT INTO u VALUES (1);\n" + text))["t"][1:] == [
        (3, ["1", "甲;"]),
        (5, ["2", "乙"]),
    ]


@pytest.mark.parametrize("size", [7, 64, 1000])
def test_statements_are_read_alike_through_any_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    whole = sheets(made(tmp_path, DUMP))
    monkeypatch.setattr(sql_text, "CHUNK", size)
    monkeypatch.setattr(sql_text, "_HEAD", 400)
    assert sheets(made(tmp_path, DUMP)) == whole


@pytest.mark.parametrize("end", ["(2,'乙", "(2,", "(2,'乙'", "(2"])
def test_a_dump_cut_within_a_row_is_refused_with_the_row(tmp_path: Path, end: str) -> None:
    error = refusal(
        made(tmp_path, f"CREATE TABLE `t` (\n `a` int,\n `b` text);\nINSERT INTO `t` VALUES (1,'甲'),\n{end}")
    )
    assert (error.where["sheet"], error.where["row"]) == ("t", "5")
    assert "不完整" in error.message.zh


def test_a_dump_cut_within_a_table_is_refused(tmp_path: Path) -> None:
    assert refusal(made(tmp_path, "CREATE TABLE `t` (\n `a` int,\n")).where["sheet"] == "t"


def test_a_dump_without_rows_is_refused(tmp_path: Path) -> None:
    assert "没有任何数据行" in refusal(made(tmp_path, "CREATE TABLE `t` (\n `a` int);\n")).message.zh


def test_a_text_over_the_limit_is_refused_with_row_and_column(tmp_path: Path) -> None:
    error = refusal(made(tmp_path, f"INSERT INTO t (a, b) VALUES (1, '甲'),\n(2, '{'长' * 2_100_000}');\n"))
    assert (error.where["row"], error.where["column"]) == ("2", "2")


def test_one_statement_of_many_megabytes_is_read_in_little_memory(tmp_path: Path) -> None:
    file = tmp_path / "大.sql"
    row = "(1,'" + "x" * 1000 + "','2020-01-02'),"
    with file.open("w") as handle:
        handle.write("INSERT INTO t (a, b, c) VALUES ")
        for _ in range(40):
            handle.write(row * 1000)
        handle.write("(2,'y',NULL);")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with open_file(file) as opened:
        (part,) = opened.parts
        assert isinstance(part, Grid)
        assert len([number for number, _ in part.lines]) == 40_002
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60_000
