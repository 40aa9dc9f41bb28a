"""A box that makes one kernel after another: each learner meets it as if nobody had been there before, whatever the last one did."""

from __future__ import annotations

import psutil
import pytest
from test_hostile_answers import answered, kinds

from notices.course.exercises.box import Limits
from notices.course.exercises.checker import Worker
from notices.course.exercises.verdict import check_notebook

pytestmark = pytest.mark.confined
RIGHT = "gap = opens_on\n"
NURSERY = "import os\nnursery = os.getppid()\n"


@pytest.fixture(scope="module")
def worker():
    with Worker(confined=True, limits=Limits(seconds=10)) as one:
        yield one


def first_verdict(source, sample, worker):
    """The kind of verdict on this answer to the first task, and the message."""
    verdict = check_notebook(answered(sample, {1: source}), sample, worker).verdicts[0]
    return verdict.kind, verdict.message


def nursery(worker):
    """The process from which the kernels come, once there is no kernel."""
    own = psutil.Process(worker._process.pid).children(recursive=True)
    return next(one for one in own if one.name().startswith("python") and "exercises.nursery" in " ".join(one.cmdline()))


def test_the_next_learner_gets_the_same_box_and_right_answers_are_right(sample, worker):
    assert kinds(check_notebook(answered(sample, {}), sample, worker)) == ["passed"] * 4
    first = nursery(worker)
    assert kinds(check_notebook(answered(sample, {}), sample, worker)) == ["passed"] * 4
    assert nursery(worker) == first


WRITES = """
import os
for folder in [os.path.expanduser("~"), "/tmp", "/dev/shm"]:
    if os.path.exists(f"{folder}/note"): continue  # the second time round
    os.makedirs(f"{folder}/deep/down")
    for path in [f"{folder}/note", f"{folder}/.hidden", f"{folder}/deep/down/note"]:
        with open(path, "w") as file: file.write("the answer is 4")
    os.symlink("/usr", f"{folder}/link")
    os.chmod(f"{folder}/deep", 0o500)
"""
FINDS = """
import os
found = [path for folder in [os.path.expanduser("~"), "/tmp", "/dev/shm"] for path in os.listdir(folder) if path not in EXPECTED]
assert not found, found
"""


def test_what_one_learner_writes_no_other_finds(sample, worker):
    from notices.course.exercises import box

    assert first_verdict(RIGHT + WRITES, sample, worker)[0] == "passed"
    package = [part for place in box._readable() for part in place.split("/")]  # folders that lead to Python may begin in /tmp or home
    assert first_verdict(f"{RIGHT}EXPECTED = {[*package, '.ipython', '.cache', '.config']!r}{FINDS}", sample, worker) == ("passed", "Right.")


# Forks and ends without pause, in C calls, so that a list of processes has hardly ever the one that lives now.
HOPS = """
import ctypes, os
if os.fork() == 0:
    libc = ctypes.CDLL(None)
    os.setsid()
    while True:
        if libc.fork() != 0: libc._exit(0)
"""
STRANGERS = """
import os
found = []
for name in filter(str.isdigit, os.listdir("/proc")):
    if int(name) not in (1, os.getpid(), os.getppid()): found.append(open(f"/proc/{name}/cmdline").read())
assert not found, found
"""


def test_a_process_that_hops_from_fork_to_fork_does_not_meet_the_next_learner(sample, worker):
    for _ in range(3):
        first_verdict(RIGHT + HOPS, sample, worker)
        assert first_verdict(RIGHT + STRANGERS, sample, worker) == ("passed", "Right.")


LIES_THERE = """
import os
found = []
for top in [os.path.expanduser("~"), "/tmp", "/dev/shm"]:
    for folder, folders, files in os.walk(top):  # without what is mounted there, read only
        folders[:] = [name for name in folders if os.lstat(f"{folder}/{name}").st_dev == os.stat(top).st_dev and name != ".ipython"]
        found += [f"{folder}/{name}" for name in files]
assert not found, found
"""


def test_nothing_lies_in_a_new_box_that_a_learner_could_rewrite_for_the_next(sample, worker):
    """But for the profile that each kernel makes for itself."""
    assert first_verdict(RIGHT + LIES_THERE, sample, worker) == ("passed", "Right.")


def test_chance_without_a_seed_is_another_in_each_kernel(sample, worker):
    draw = "import numpy, random\ngap = int(numpy.random.randint(1 << 30)) + random.getrandbits(30)"
    drawn = {check_notebook(answered(sample, {1: draw}), sample, worker).verdicts[0].message for _ in range(2)}
    assert len(drawn) == 2


ATTACKS = NURSERY + """
import ctypes, resource
libc = ctypes.CDLL(None, use_errno=True)
def attack(name, action):
    try:
        action()
    except OSError:
        return
    done.append(name)
done = []
for name in ["mem", "environ", "maps", "fd", "root"]:
    attack(name, lambda: (os.listdir if name in ("fd", "root") else open)(f"/proc/{nursery}/{name}"))
attack("first to be ended", lambda: open(f"/proc/{nursery}/oom_score_adj", "w"))
attack("limits", lambda: resource.prlimit(nursery, resource.RLIMIT_NOFILE, (3, 3)))
attack("priority", lambda: os.setpriority(os.PRIO_PROCESS, nursery, 19))
attack("processor", lambda: os.sched_setaffinity(nursery, [0]))
attack("idle", lambda: os.sched_setscheduler(nursery, os.SCHED_IDLE, os.sched_param(0)))
assert not done, done
"""


def test_a_kernel_can_neither_read_nor_change_the_process_that_others_come_from(sample, worker):
    assert first_verdict(RIGHT + ATTACKS, sample, worker) == ("passed", "Right.")


SPOILS = {
    "a process left behind": "import os, time\nif os.fork() == 0: time.sleep(60)",
    "a process left behind by nobody": "import os, time\nif os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0: time.sleep(60)\n    os._exit(0)",
    "the nursery ended": NURSERY + "os.kill(nursery, 9)",
    "the nursery stopped": NURSERY + "os.kill(nursery, 19)",
    "the nursery interrupted": NURSERY + "os.kill(nursery, 2)",
    "a folder that cannot be emptied": "import os\nos.chdir('/tmp')\nfor depth in range(2_000):\n    os.mkdir('d')\n    os.chdir('d')",
}


@pytest.mark.parametrize("name", SPOILS)
def test_a_box_that_is_not_as_it_was_is_not_used_again(name, sample, worker):
    assert kinds(check_notebook(answered(sample, {}), sample, worker)) == ["passed"] * 4
    before = nursery(worker)
    first_verdict(RIGHT + SPOILS[name], sample, worker)
    assert kinds(check_notebook(answered(sample, {}), sample, worker)) == ["passed"] * 4
    assert nursery(worker) != before and not before.is_running()


def test_whoever_runs_the_check_sees_its_sockets_and_nobody_else(sample, worker):
    answer = RIGHT + "import os\nassert not [name for name in os.listdir('/tmp') if name.startswith('nts-')]\nassert not os.path.exists('.connection.json')"
    assert first_verdict(answer, sample, worker) == ("passed", "Right.")
    assert worker._folder.stat().st_mode & 0o077 == 0
