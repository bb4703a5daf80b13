"""The files of a deployment fit the product: units parse, commands and addresses exist, nothing runs as root."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from configparser import ConfigParser
from pathlib import Path

import click
import pytest

from zhiquan.basics.settings import environment_names
from zhiquan.cli.main import program
from zhiquan.site.urls import ALL_DOORS

ROOT = Path(__file__).parents[3]
DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
OWN = {"PYTHONDONTWRITEBYTECODE", "NUMBA_CACHE_DIR"}


def unit(file: Path) -> ConfigParser:
    found = ConfigParser(strict=False, interpolation=None, delimiters=("=",))
    found.optionxform = str  # type: ignore[assignment, method-assign] # names keep their case
    found.read_string(file.read_text("utf-8"))
    return found


def parsed(words: list[str]) -> click.Context:
    """The context of a command line; wrong usage raises."""
    command: click.Command = program
    context = click.Context(program, info_name="zhiquan")
    while isinstance(command, click.Group):
        name = words.pop(0)
        found = command.get_command(context, name)
        assert found is not None, name
        command = found
    return command.make_context(command.name or "", words, resilient_parsing=False)


def test_there_are_units_for_site_workers_and_backup() -> None:
    assert [file.name for file in UNITS] == [
        "zhiquan-backup.service", "zhiquan-backup.timer", "zhiquan-site.service", "zhiquan-worker@.service",
    ]  # fmt: skip


@pytest.mark.parametrize("file", [one for one in UNITS if one.suffix == ".service"], ids=lambda file: file.name)
def test_a_unit_runs_a_command_that_exists_as_a_user_with_few_rights(file: Path) -> None:
    service = unit(file)["Service"]
    words = shlex.split(service["ExecStart"].replace("%i", "default"))
    assert words[0] == "/opt/zhiquan/bin/zhiquan"
    parsed(words[1:])
    assert service["User"] == "zhiquan"
    assert service["ProtectSystem"] == "strict"
    assert {service[name] for name in ("NoNewPrivileges", "PrivateTmp", "ProtectHome", "RestrictNamespaces")} == {"yes"}
    assert service["CapabilityBoundingSet"] == ""
    assert service["UMask"] == "0077"


def test_every_variable_named_is_a_setting_of_the_product() -> None:
    known = {*environment_names(), *OWN}
    for file in [*UNITS, DEPLOY / "Containerfile"]:
        named = set(re.findall(r"\b(ZHIQUAN_[A-Z_]+|NUMBA_[A-Z_]+)=", file.read_text("utf-8")))
        assert named <= known, file.name


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_systemd_itself_takes_the_units(tmp_path: Path) -> None:
    program_file = tmp_path / "zhiquan"
    program_file.write_text("#!/bin/sh\n", "ascii")
    program_file.chmod(0o755)
    for file in UNITS:
        text = file.read_text("utf-8").replace("/opt/zhiquan/bin/zhiquan", str(program_file))
        (tmp_path / file.name).write_text(text, "utf-8")
    names = [str(tmp_path / file.name.replace("@.", "@default.")) for file in UNITS]
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *names],
        capture_output=True, text=True, check=False, env={"SYSTEMD_UNIT_PATH": f"{tmp_path}:", "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    told = [line for line in done.stderr.splitlines() if "zhiquan" in line]
    assert told == []


def test_the_container_runs_commands_that_exist_as_a_user_of_its_own() -> None:
    lines = re.sub(r"\\\n", " ", (DEPLOY / "Containerfile").read_text("utf-8")).splitlines()
    steps = [line.split(maxsplit=1) for line in lines if line and not line.startswith("#")]
    last = dict(steps)
    assert re.fullmatch(r"[1-9][0-9]+:[1-9][0-9]+", last["USER"])
    assert last["ENTRYPOINT"] == '["zhiquan"]'
    parsed(re.findall(r'"([^"]+)"', last["CMD"]))
    addresses = {"/" + str(door.pattern) for door in ALL_DOORS}
    assert {re.sub(r".*:8000", "", one) for one in re.findall(r"http://[^']+", last["HEALTHCHECK"])} <= addresses
    copied = [rest.split()[:-1] for name, rest in steps if name == "COPY" and not rest.startswith("--from")]
    assert [one for names in copied for one in names if not (ROOT / one).exists()] == []
    assert sum(name == "FROM" for name, _ in steps) == 2
