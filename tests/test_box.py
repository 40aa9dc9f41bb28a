"""The box: what is in it, what can be written, what is out of reach, and what is said where there is none."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

import notices
from notices.__main__ import main as command
from notices.course.exercises import box, calls
from notices.course.exercises.box import Limits
from notices.errors import NoticesError

REPOSITORY = Path(__file__).resolve().parents[1]

# Runs in the box, with {port} of a server outside; prints what it finds.
LOOK = """
import ctypes, glob, json, os, resource, signal, socket
found = {"user": [os.getuid(), os.geteuid(), os.getgid(), os.getgroups()], "environment": dict(os.environ)}
libc = ctypes.CDLL(None, use_errno=True)

def tried(action, *arguments):
    try:
        action(*arguments)
        return "yes"
    except OSError as error:
        return error.strerror

def called(number, *arguments):
    return "yes" if libc.syscall(number, *arguments) >= 0 else os.strerror(ctypes.get_errno())

def written(folder):
    with open(os.path.join(folder, "x"), "w") as file: file.write("x")

def filled(folder):
    with open(os.path.join(folder, "x"), "wb") as file: file.write(b"x" * 40_000_000)

def connected(address):
    with socket.create_connection(address, timeout=2): pass

folders = [folder for folder, *_ in os.walk("/") if not folder.startswith(("/proc", "/sys"))]
found["writable"] = [folder for folder in folders if tried(written, folder) == "yes"]
found["readable"] = {place: os.path.exists(place) for place in PLACES}
found["processes"] = [name for name in os.listdir("/proc") if name.isdigit()]
found["of the first process"] = {name: tried(open, f"/proc/1/{name}") for name in ["environ", "mem", "root"]}
environments = [open(path, errors="replace").read() for path in glob.glob("/proc/[0-9]*/environ") if tried(open, path) == "yes"]
found["secret"] = "NOTICES_SECRET" in "".join(environments)
status = [line.split() for line in open("/proc/self/status")]
found["privileges"] = {name: value for name, value, *_ in filter(lambda line: len(line) > 1, status) if name in ("CapEff:", "NoNewPrivs:", "Seccomp:")}
found["network"] = {"outside": tried(connected, ("127.0.0.1", PORT)), "names": tried(socket.getaddrinfo, "example.org", 80),
                    "interfaces": [name for _, name in socket.if_nameindex()],
                    "families": [family for family in range(46) if tried(socket.socket, family, socket.SOCK_DGRAM) == "yes"]}
found["calls"] = {name: called(number, 0, 0, 0, 0) for name, number in CALLS.items()}
found["name spaces by clone"] = called(CLONE, 0x10000000 | signal.SIGCHLD, 0, 0, 0, 0)
found["big file"] = tried(filled, "/tmp")
found["limits of another"] = tried(resource.prlimit, os.getppid(), resource.RLIMIT_NOFILE, (1, 1))
found["limits"] = [resource.getrlimit(getattr(resource, f"RLIMIT_{name}"))[1] for name in ["AS", "NPROC", "FSIZE", "CORE", "NOFILE"]]
print(json.dumps(found))
"""


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """What code in a box finds."""
    rules = box.write_rules(tmp_path_factory.mktemp("rules"))
    places = [str(REPOSITORY / name) for name in ("exercises", "lessons", "tests", "docs", ".git", "notices", "data")]
    places += ["/etc/passwd", "/etc/shadow", "/sys", str(Path.home() / ".bashrc")]
    column = calls.MACHINES[os.uname().machine][0]
    numbers = {name: both[column] for name, both in calls.REFUSED.items()}
    with socket.create_server(("127.0.0.1", 0)) as server:
        known = {"PLACES": places, "PORT": server.getsockname()[1], "CALLS": numbers, "CLONE": calls.CLONE[column]}
        code = "".join(f"{name} = {value!r}\n" for name, value in known.items()) + LOOK
        python = [*box.command(rules, 3, Limits(processes=50)), sys.executable, "-c", code]
        done = subprocess.run(python, capture_output=True, encoding="utf-8", env=os.environ | {"NOTICES_SECRET": "1"}, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.confined
def test_the_user_has_no_privileges_and_its_own_processes_only(found):
    assert found["user"] == [box.user(3), box.user(3), box.user(3), found["user"][3]]
    assert 0 not in found["user"][3]
    assert found["privileges"] == {"CapEff:": "0000000000000000", "NoNewPrivs:": "1", "Seccomp:": "2"}
    assert len(found["processes"]) <= 3


@pytest.mark.confined
def test_only_small_folders_in_memory_can_be_written_to(found):
    assert set(found["writable"]) - {"/dev/pts"} == {box.HOME, "/tmp", "/dev/shm"} | {
        folder for folder in found["writable"] if folder.startswith("/tmp/")}
    assert found["big file"] in ("File too large", "No space left on device")


@pytest.mark.confined
def test_of_the_course_the_package_and_its_data_are_seen_and_nothing_else_of_the_machine(found):
    seen = {Path(place).name for place, is_there in found["readable"].items() if is_there}
    assert seen == {"notices", "data"}


@pytest.mark.confined
def test_the_environment_of_the_teacher_is_not_seen(found):
    assert set(found["environment"]) - {"PWD", "LC_CTYPE", "SHLVL", "_"} == set(box._environment()[1::3])
    assert not found["secret"]


@pytest.mark.confined
def test_there_is_no_network(found):
    assert found["network"]["outside"] == "Connection refused" and found["network"]["interfaces"] == ["lo"]
    assert found["network"]["names"] != "yes"
    assert set(found["network"]["families"]) <= set(calls.FAMILIES)


@pytest.mark.confined
def test_calls_that_lead_out_of_the_limits_are_refused(found):
    assert set(found["calls"].values()) == {"Operation not permitted"} and found["name spaces by clone"] == "Operation not permitted"
    assert found["limits of another"] == "Operation not permitted"


@pytest.mark.confined
def test_each_process_has_limits(found):
    assert found["limits"] == [2 * Limits().megabytes * box.MEGABYTE, 50, box.SMALL, 0, 128]


@pytest.mark.confined
def test_exercises_that_lie_where_the_box_can_look_are_covered(monkeypatch, tmp_path):
    """As in a course that was cloned into Python's own folder."""
    (tmp_path / "lessons" / "source").mkdir(parents=True)
    (tmp_path / "exercises").mkdir()
    (tmp_path / "exercises" / "key").write_text("x", encoding="utf-8")
    tmp_path.chmod(0o755)
    rules = tmp_path.parent / f"{tmp_path.name}-rules"
    rules.mkdir()
    rules = box.write_rules(rules)
    monkeypatch.chdir(tmp_path)
    for readable, seen in [(box._readable(), ""), ((*box._readable(), str(tmp_path)), "lessons exercises")]:
        monkeypatch.setattr(box, "_readable", lambda readable=readable: readable)
        command = [*box.command(rules, 0, Limits()), "sh", "-c", f"cd {tmp_path} && echo * && ls exercises"]
        shown = subprocess.run(command, capture_output=True, encoding="utf-8", check=False).stdout
        assert sorted(shown.split()) == sorted(seen.split())


def test_the_rules_are_for_this_machine_or_none(monkeypatch):
    assert len(calls.rules()) % 8 == 0
    monkeypatch.setattr(calls.platform, "machine", lambda: "abacus")
    assert calls.rules() == b""


@pytest.mark.parametrize("programs, said", [
    ({"prlimit", "setpriv"}, "bwrap not found (on Debian or Ubuntu: apt install bubblewrap util-linux)"), ({"bwrap", "setpriv"}, "prlimit not found")])
def test_what_is_missing_is_said_with_the_way_to_get_it_and_the_way_to_go_on(programs, said, monkeypatch):
    monkeypatch.setattr(box.shutil, "which", lambda name: name if name in programs else None)
    monkeypatch.setattr(box.sys, "platform", "linux")
    with pytest.raises(NoticesError) as refusal:
        box.require_confined(unconfined=False)
    assert said in str(refusal.value) and "--unconfined" in str(refusal.value)
    assert box.require_confined(unconfined=True) is False


def test_elsewhere_than_on_linux_answers_cannot_be_confined(monkeypatch):
    monkeypatch.setattr(box.sys, "platform", "darwin")
    assert box.missing() == "answers can be confined on Linux only"


def test_without_a_box_the_check_command_stops_unless_told_to_go_on(sample_course, monkeypatch, capsys):
    monkeypatch.chdir(sample_course)
    monkeypatch.setattr(box.shutil, "which", lambda name: None)
    path = str(sample_course / "exercises" / "98-sample.ipynb")
    assert command(["check", path]) == 1
    assert "Answers would run unconfined here" in capsys.readouterr().err
    assert command(["check", "--unconfined", path]) == 1
    assert "0 of 4 tasks are right." in capsys.readouterr().out


def test_this_package_is_what_a_box_sees():
    assert str(Path(notices.__file__).parent) in box._readable()
