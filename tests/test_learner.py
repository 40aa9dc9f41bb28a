"""The learner's file: whole after every interruption, shared by two windows, and never lost, whatever is in it."""

import errno
import json
import os
import signal
import subprocess
import sys
import warnings

import pytest

from notices import NoticesError
from notices.course import beliefs, learner
from notices.widgets.prediction import Prediction

KILLS = int(os.environ.get("NOTICES_KILLS", "6"))
WRITER = """
import sys
from notices.course import learner
for number in range(int(sys.argv[2])):
    assert learner.remember("task", f"{sys.argv[1]}/task-{number}", number) == ""
    print(number, flush=True)
"""


@pytest.fixture
def file(tmp_path, monkeypatch):
    """Where a learner's file will be; it does not exist yet."""
    path = tmp_path / "mine.json"
    monkeypatch.setenv("NOTICES_LEARNER_FILE", str(path))
    return path


@pytest.fixture
def new_kernel(monkeypatch):
    """Forgets what a kernel keeps, as a restart does."""
    def restart():
        monkeypatch.setattr("notices.widgets.prediction._states", {})
        monkeypatch.setattr(beliefs, "_kept", {})
    restart()
    return restart


def write(path, content):
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")


def writer(name, times):
    return subprocess.Popen([sys.executable, "-c", WRITER, name, str(times)], stdout=subprocess.PIPE, text=True, encoding="utf-8")


# ---- keeping and finding again


def test_what_is_remembered_is_found_again(file):
    assert learner.load() == {}
    assert learner.remember("prediction", "lesson-3", "Served") == ""
    assert learner.remember("filing", "C19", {"kind": "new_rule", "voice": "law"}) == ""
    assert learner.load() == {"prediction": {"lesson-3": "Served"}, "filing": {"C19": {"kind": "new_rule", "voice": "law"}}}
    assert "format" in json.loads(file.read_text(encoding="utf-8"))


def test_a_second_value_takes_the_place_of_the_first_and_others_stay(file):
    learner.remember_all("belief", {"Q1": 10, "Q2": 20})
    learner.remember("belief", "Q1", 30)
    assert learner.load() == {"belief": {"Q1": 30, "Q2": 20}}


def test_what_a_newer_version_wrote_is_kept_and_not_shown(file):
    newer = {"format": 7, "badge": {"gold": 1}, "task": {"03/a": {"points": 2}}, "letters": "ż"}
    write(file, newer)
    assert learner.load() == {"task": {"03/a": {"points": 2}}}
    learner.remember("belief", "Q1", 5)
    assert json.loads(file.read_text(encoding="utf-8")) == newer | {"belief": {"Q1": 5}}


def test_only_what_json_can_hold_and_only_known_kinds(file):
    with pytest.raises(NoticesError, match='"belifs" is nothing that is remembered.*Did you mean "belief"'):
        learner.remember("belifs", "Q1", 1)
    for value in (object(), float("nan"), {1, 2}):
        with pytest.raises(NoticesError, match="cannot be remembered"):
            learner.remember("belief", "Q1", value)
    assert not file.exists()


def test_without_a_file_nothing_is_kept_and_nothing_is_said(monkeypatch, tmp_path):
    monkeypatch.setenv("NOTICES_LEARNER_FILE", "none")
    monkeypatch.chdir(tmp_path)
    assert learner.remember("belief", "Q1", 5) == "" and learner.load() == {} and list(tmp_path.iterdir()) == []


def test_the_file_is_in_the_course_folder_and_git_leaves_it_out(monkeypatch):
    monkeypatch.delenv("NOTICES_LEARNER_FILE")
    place = learner.place()
    assert place.name == "my-progress.json" and (place.parent / "lessons" / "source").is_dir()
    ignored = subprocess.run(["git", "check-ignore", place.name, "my-progress.damaged-1.json", ".my-progress.json.lock"], cwd=place.parent,
                             capture_output=True, text=True, check=False)
    assert len(ignored.stdout.split()) == 3


# ---- interruptions


def test_two_windows_lose_none_of_each_others_entries(file):
    writers = [writer("01", 40), writer("02", 40)]
    assert [one.wait() for one in writers] == [0, 0]
    for one in writers:
        one.stdout.close()
    assert len(learner.load()["task"]) == 80


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="not run: this system has no kill -9")
@pytest.mark.parametrize("after", range(KILLS))
def test_a_writer_killed_at_any_moment_leaves_a_whole_file_with_all_it_had_confirmed(file, after):
    process = writer("03", 100_000)
    confirmed = [process.stdout.readline() for _ in range(1 + 3 * after)]
    process.send_signal(signal.SIGKILL)
    confirmed += process.stdout.readlines()
    process.wait()
    process.stdout.close()
    kept = learner.load()["task"]
    assert {int(line) for line in confirmed if line.endswith("\n")} <= set(kept.values())
    assert learner.remember("belief", "Q1", 5) == ""  # the lock ended with its holder
    assert [path.name for path in file.parent.glob(".*.tmp")] == []  # and what it left half-written is gone


def test_a_write_that_fails_half_way_leaves_the_old_file(file, monkeypatch):
    learner.remember("belief", "Q1", 5)
    before = file.read_bytes()

    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    said = learner.remember("belief", "Q2", 6)
    assert "mine.json" in said and "No space left on device" in said and "until the kernel is restarted" in said
    assert file.read_bytes() == before and list(file.parent.glob(".*.tmp")) == []


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="not run: this system has no /dev/full")
def test_on_a_full_disk_a_prediction_is_locked_all_the_same(file, monkeypatch, new_kernel):
    class Full(learner.LearnerFile):
        def _write(self, content):
            with open("/dev/full", "wb", buffering=0) as disk:
                disk.write(json.dumps(content).encode())

    monkeypatch.setattr(learner, "LearnerFile", Full)
    prediction = Prediction("Which?", ["one", "other"], key="lesson-9")
    prediction.lock("one")
    assert prediction.choice == "one" and "could not be kept in mine.json" in prediction.sentence


def test_a_folder_that_is_not_there_is_said_and_ends_nothing(monkeypatch, tmp_path):
    monkeypatch.setenv("NOTICES_LEARNER_FILE", str(tmp_path / "no" / "such" / "mine.json"))
    assert "could not be kept" in learner.remember("belief", "Q1", 5)
    assert learner.load() == {}


def test_a_file_that_another_window_holds_is_said_and_ends_nothing(file, monkeypatch):
    monkeypatch.setattr(learner, "PATIENCE", 0.05)
    with learner.LearnerFile(file)._locked():
        assert "another window" in learner.remember("belief", "Q1", 5)
    assert learner.remember("belief", "Q1", 5) == ""


# ---- damage


@pytest.mark.parametrize("content", [b"", b"{", b'{"format": 1', b"[]", b'{"belief": {}}', b"\xff\xfe{\x00}\x00", b"[" * 100_000,
                                     b"\x00" * 50])
def test_a_damaged_file_is_put_aside_unchanged_and_the_learner_is_told(file, content):
    file.write_bytes(content)
    with pytest.warns(learner.LearnerWarning, match=r"mine\.json could not be understood.*put aside as mine\.damaged-1\.json"):
        assert learner.load() == {}
    assert file.with_name("mine.damaged-1.json").read_bytes() == content and not file.exists()


def test_damage_found_while_writing_is_told_and_loses_nothing(file):
    write(file, "half a fi")
    write(file.with_name("mine.damaged-1.json"), "an older one")
    assert "put aside as mine.damaged-2.json" in learner.remember("belief", "Q1", 5)
    assert learner.load() == {"belief": {"Q1": 5}}
    assert file.with_name("mine.damaged-1.json").read_text(encoding="utf-8") == "an older one"
    assert file.with_name("mine.damaged-2.json").read_text(encoding="utf-8") == "half a fi"


def test_a_kind_of_another_form_does_not_stop_a_lesson(file):
    write(file, {"format": 1, "belief": [1, 2], "prediction": {"lesson-3": 17}})
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert learner.load() == {"prediction": {"lesson-3": 17}}
    assert not Prediction("Which?", ["one", "other"], key="lesson-3").locked
    assert learner.remember("belief", "Q1", 5) == "" and learner.load()["belief"] == {"Q1": 5}


def test_a_folder_in_its_place_is_said_and_stays(file):
    file.mkdir()
    with pytest.warns(learner.LearnerWarning, match="cannot be read"):
        assert learner.load() == {}
    assert "could not be kept" in learner.remember("belief", "Q1", 5) and file.is_dir()


# ---- forgetting and copying


def test_forgetting_deletes_the_file(file):
    assert "nothing to forget" in learner.forget()
    learner.remember("belief", "Q1", 5)
    assert "mine.json is deleted" in learner.forget() and not file.exists() and learner.load() == {}


def test_a_copy_never_takes_the_place_of_another_file(file, tmp_path):
    target = tmp_path / "copy.json"
    with pytest.raises(NoticesError, match="no progress to copy"):
        learner.export(target)
    learner.remember("belief", "Q1", 5)
    assert learner.export(target) == f"Copied to copy.json in the folder {tmp_path.name}." and target.read_bytes() == file.read_bytes()
    with pytest.raises(NoticesError, match="copy.json exists already"):
        learner.export(target)


# ---- predictions and progress


def test_a_locked_prediction_survives_a_restart_and_a_skipped_one_is_open_again(file, new_kernel):
    Prediction("Which?", ["one", "other"], key="lesson-3").lock("other")
    Prediction("Which?", ["one", "other"], key="lesson-4").skip()
    new_kernel()
    again = Prediction("Which?", ["one", "other"], key="lesson-3")
    assert again.locked and again.choice == "other"
    with pytest.raises(NoticesError, match="is locked in"):
        again.lock("one")
    assert not Prediction("Which?", ["one", "other"], key="lesson-4").settled
    assert not Prediction("Which?", ["new", "options"], key="lesson-3").locked


def test_two_windows_that_lock_in_different_predictions_keep_the_first_and_say_so(file, new_kernel):
    first = Prediction("Which?", ["one", "other"], key="lesson-3")
    new_kernel()
    second = Prediction("Which?", ["one", "other"], key="lesson-3")  # open in both windows
    first.lock("other")
    second.lock("one")
    assert second.choice == "other" and "in another window, and it stays" in second.sentence
    assert learner.load() == {"prediction": {"lesson-3": "other"}}


def test_a_prediction_whose_options_are_no_more_makes_room_for_another(file, new_kernel):
    learner.remember("prediction", "lesson-3", "an option of an earlier version")
    again = Prediction("Which?", ["one", "other"], key="lesson-3")
    assert not again.settled
    again.lock("one")
    assert again.sentence.startswith("Locked in: “one”") and "another window" not in again.sentence
    assert learner.load() == {"prediction": {"lesson-3": "one"}}


def test_progress_has_a_row_for_every_lesson_that_has_something_to_do_and_says_what_was_done(file):
    learner.remember("prediction", "lesson-3", "Served")
    learner.remember("task", "03/count-the-days", True)
    learner.remember_all("belief", {"Q1": 5, "Q2": 10})
    done = {one.lesson: one for one in learner.progress()}
    assert list(done) == list(range(1, 11)) and done[2].prediction is None and done[2].tasks == ()
    assert done[3].prediction == "Served" and done[3].tasks == ("03/count-the-days",) and done[3].name.startswith("03-when")
    assert done[1].others == {"belief": 2}
    rows = {row[0]: row[1:] for row in learner.progress_table().rows}
    assert rows[done[3].name] == [True, 1, None] and rows[done[1].name] == [False, 0, "2 beliefs noted"]


def test_importing_the_course_writes_nothing(tmp_path):
    environment = {name: value for name, value in os.environ.items() if name != "NOTICES_LEARNER_FILE"}
    (tmp_path / "lessons" / "source").mkdir(parents=True)
    code = "from notices.widgets import lesson_1; lesson_1.predict(); lesson_1.claim_sorter(); lesson_1.what_do_you_believe()"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=tmp_path, env=environment)
    assert {path.name for path in tmp_path.iterdir()} == {"lessons"}


# ---- a disk that is really full


ON_A_FULL_DISK = """
import os
from pathlib import Path
from notices.course import learner
place = learner.place()
assert learner.remember("belief", "Q1", 5) == ""
before, filler = place.read_bytes(), place.with_name("filler")
with open(filler, "wb", buffering=0) as disk:
    try:
        while True:
            disk.write(bytes(512))
    except OSError as error:
        print(os.strerror(error.errno))
print(learner.remember("belief", "Q2", 6))
assert place.read_bytes() == before and learner.load() == {"belief": {"Q1": 5}}
damaged = place.with_name("other.json")
os.environ["NOTICES_LEARNER_FILE"] = str(damaged)
os.link(filler, damaged)
print(learner.remember("belief", "Q2", 6))
filler.unlink()
assert damaged.with_name("other.damaged-1.json").stat().st_size > 0, "what could not be understood is gone"
os.environ["NOTICES_LEARNER_FILE"] = str(place)
damaged.with_name("other.damaged-1.json").unlink()
assert learner.remember("belief", "Q2", 6) == "" and learner.load() == {"belief": {"Q1": 5, "Q2": 6}}
print(sorted(path.name for path in place.parent.iterdir() if path.name.endswith(".tmp")))
"""


@pytest.mark.confined
def test_on_a_disk_that_is_full_nothing_is_lost_and_with_room_again_it_goes_on():
    small = ["bwrap", "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--size", str(64 * 1024), "--tmpfs", "/mnt"]
    done = subprocess.run([*small, sys.executable, "-c", ON_A_FULL_DISK], capture_output=True, encoding="utf-8", check=False,
                          env={**os.environ, "NOTICES_LEARNER_FILE": "/mnt/mine.json"})
    assert done.returncode == 0, done.stderr
    full, first, second, left = done.stdout.splitlines()
    assert full == os.strerror(errno.ENOSPC) and full in first and "mine.json" in first and "until the kernel is restarted" in first
    assert full in second and left == "[]"
