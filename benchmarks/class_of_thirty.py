"""A class of thirty: every exercise, honest work and hostile work, checked in one go and once more with five interruptions.

``python -m benchmarks.class_of_thirty`` makes the class from the exercises' own solutions and wrong answers, so every honest mark is
known beforehand. It prints time, peak memory, whether all honest marks are right, whether a hostile task got a mark, and whether the
run that was killed five times ends with the same table to the byte.
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil

from notices.course.exercises.key import EXERCISES, Exercise, exercise_names, load_exercise
from notices.course.folder import course_folder

LEARNERS = 30
KILLS = 5
SEED = 77
LOOK = 0.2  # seconds between two looks at memory
HOSTILE = {  # each stands in the first task of one learner's first, second, ... exercise
    "a loop that does not end": "while True:\n    pass",
    "a loop that catches interrupts": "while True:\n    try:\n        while True:\n            pass\n    except BaseException:\n        pass",
    "memory without end": "hog = []\nwhile True:\n    hog.append(bytearray(50_000_000))",
    "a fork bomb": "import os\nwhile True:\n    try:\n        os.fork()\n    except OSError:\n        pass",
    "output without end": "while True:\n    print('x' * 10_000)",
    "output from a thread": "import threading\ndef flood():\n    while True:\n        print('y' * 10_000)\nthreading.Thread(target=flood).start()",
    "the end of Python": "import os\nos._exit(0)",
    "big files": "for n in range(1000):\n    open(f'/tmp/{n}', 'wb').write(bytes(10_000_000))",
    "reading the solutions": "import glob\nfound = glob.glob('/**/solutions/*.ipynb', recursive=True)\nassert found, 'nothing to read'",
    "a patched print": "import builtins\nbuiltins.print = lambda *a, **k: None",
}


def expected(exercise: Exercise, learner: int) -> dict[int, bool]:
    """Which tasks this learner has right: about two in three, others for each."""
    return {task.number: (7 * learner + 3 * task.number + int(exercise.number)) % 3 != 0 for task in exercise.tasks}


def answers(exercise: Exercise, learner: int) -> dict[str, str]:
    """The learner's answers by cell id: the solution, or one of the known wrong answers."""
    right = expected(exercise, learner)
    return {task.answer: f"{task.solution if right[task.number] else task.wrong[learner % len(task.wrong)].source}\n# L-{learner:02}"
            for task in exercise.tasks}


def hostile_ones(exercises: list[Exercise]) -> dict[tuple[int, str], str]:
    """(learner, exercise) -> the code of a hostile first task."""
    return {(3 * nth + 1, exercises[nth % len(exercises)].name): code for nth, code in enumerate(HOSTILE.values())}


def write_class(folder: Path, exercises: list[Exercise]) -> None:
    """The notebooks of the class, one folder per learner."""
    hostile = hostile_ones(exercises)
    for exercise in exercises:
        edition = json.loads((course_folder() / EXERCISES / f"{exercise.name}.ipynb").read_text(encoding="utf-8"))
        for learner in range(1, LEARNERS + 1):
            given = answers(exercise, learner)
            if (learner, exercise.name) in hostile:
                given[exercise.tasks[0].answer] = hostile[learner, exercise.name]
            for cell in edition["cells"]:
                cell["source"] = given.get(cell["id"], cell["source"])
            place = folder / f"L-{learner:02}"
            place.mkdir(exist_ok=True)
            (place / f"{exercise.name}.ipynb").write_text(json.dumps(edition), encoding="utf-8")


def command(folder: Path, results: Path) -> list[str]:
    """What a teacher would type."""
    return [sys.executable, "-m", "notices", "grade", str(folder), "--to", str(results), "--seed", str(SEED)]


def watched(process: subprocess.Popen) -> int:
    """The largest resident memory, in bytes, of a process and all below it, until it ends."""
    most = 0
    while process.poll() is None:
        with suppress(psutil.Error):
            everyone = [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]
            most = max(most, sum(_resident(one) for one in everyone))
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=LOOK)
    return most


def _resident(process: psutil.Process) -> int:
    try:
        return process.memory_info().rss
    except psutil.Error:
        return 0


def interrupted(folder: Path, results: Path, notebooks: int) -> None:
    """Grade with KILLS interruptions by kill -9, spread over the work, and then to the end."""
    for kill in range(1, KILLS + 1):
        process = subprocess.Popen(command(folder, results), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while process.poll() is None and len(list(results.glob("checked/*.json"))) < kill * notebooks // (KILLS + 1):
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=LOOK)
        process.kill()
        process.wait()
    subprocess.run(command(folder, results), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)


def wrong_marks(results: Path, exercises: list[Exercise]) -> Iterator[str]:
    """Honest tasks whose mark is not the one that they earned, and hostile tasks that got one."""
    hostile = hostile_ones(exercises)
    by_name = {exercise.name: exercise for exercise in exercises}
    with (results / "marks.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            learner, exercise = int(row["learner"][2:]), by_name[row["exercise"]]
            is_hostile = (learner, exercise.name) in hostile
            for number, right in expected(exercise, learner).items():
                if is_hostile and number == 1:
                    right = False
                elif is_hostile and hostile[learner, exercise.name] == HOSTILE["a patched print"]:
                    continue  # whoever silences print has silenced every check
                if row[f"task {number}"] != str(int(right)):
                    yield f"{row['learner']}, {exercise.name}, task {number}: {row[f'task {number}']!r}, expected {int(right)}"


def main() -> int:
    """Grade the class twice and print what was found; 0 if all is as it should be."""
    exercises = [load_exercise(name) for name in exercise_names()]
    with tempfile.TemporaryDirectory() as place:
        folder, straight, broken = (Path(place) / name for name in ("class", "straight", "broken"))
        folder.mkdir()
        write_class(folder, exercises)
        begun = time.perf_counter()
        most = watched(subprocess.Popen(command(folder, straight), stdout=subprocess.DEVNULL))
        seconds = time.perf_counter() - begun
        notebooks = LEARNERS * len(exercises)
        print(f"{LEARNERS} learners x {len(exercises)} exercises = {notebooks} notebooks, {len(HOSTILE)} of them hostile, {os.cpu_count()} cores: "
              f"{seconds:.0f} s, {seconds / notebooks:.2f} s each; peak memory {most / 1e6:.0f} MB (resident, all processes together)")
        wrong = list(wrong_marks(straight, exercises))
        print("\n".join(wrong) or "Every honest mark is right, and no hostile task has one.")
        interrupted(folder, broken, notebooks)
        same = (straight / "marks.csv").read_bytes() == (broken / "marks.csv").read_bytes()
        print(f"Killed {KILLS} times and resumed: {'the same' if same else 'ANOTHER'} table, to the byte.")
    return 0 if same and not wrong else 1


if __name__ == "__main__":
    sys.exit(main())
