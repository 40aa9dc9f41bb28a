"""Twenty submissions of one exercise with three answers and three checks: ours beside nbgrader and otter-grader.

``python -m benchmarks.graders [--rounds N]`` makes an environment for each peer in ``.venv-peers`` (once; it needs the network),
gives all three the same tasks and the same answers, half of them right, checks that all three count the same tasks as right, then
times them in turn and prints the table of ``docs/benchmarks-graders.md``. Ours runs confined, with its answers checked under two sets
of numbers; nbgrader and otter-grader run as they come.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

REPOSITORY = Path(__file__).resolve().parents[1]
ENVIRONMENTS = REPOSITORY / ".venv-peers"
PEERS = {"nbgrader": "nbgrader==0.9.6", "otter": "otter-grader==7.0.0"}
PAGE = REPOSITORY / "docs" / "benchmarks-graders.md"
SUBMISSIONS = 20
FASTER = {"nbgrader": 2, "otter": 5}  # times, at least

SETUP = "import numpy as np"
GIVEN = "seed = 3"
INPUTS = "days = np.random.default_rng(seed).integers(1, 60_000, 1_000)"
TASKS = [  # (the start, right, wrong, the name that is asked for, how a peer tests it)
    ("longest = ...", "longest = days.max()", "longest = days.min()", "longest"),
    ("middle = ...", "middle = np.median(days)", "middle = days.mean()", "middle"),
    ("by_day_9000 = ...", "by_day_9000 = (days <= 9_000).sum()", "by_day_9000 = (days <= 9_000).mean()", "by_day_9000"),
]


def answers(nth: int) -> list[str]:
    """The answers of the n-th submission: every second one is wrong, and no two submissions are the same text (or ours would check one)."""
    return [f"{wrong if (nth + task) % 2 else right}  # S-{nth}" for task, (_, right, wrong, _) in enumerate(TASKS)]


def right_answers() -> int:
    """How many tasks are right in all submissions together."""
    return sum((nth + task + 1) % 2 for nth in range(SUBMISSIONS) for task in range(len(TASKS)))


# ---- notebooks -----------------------------------------------------------------------------------------------------------


def code(source: str, **metadata: object) -> dict:
    """A code cell; the id keeps validators quiet."""
    code.count += 1
    return {"cell_type": "code", "id": f"c{code.count}", "metadata": metadata, "source": source, "outputs": [], "execution_count": None}


code.count = 0


def notebook(cells: list[dict]) -> str:
    """A notebook as text."""
    return json.dumps({"cells": cells, "metadata": {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}},
                       "nbformat": 4, "nbformat_minor": 5})


# ---- the three -----------------------------------------------------------------------------------------------------------


def ours(folder: Path) -> Callable[[], int]:
    """Grade with this package; returns how many tasks were right."""
    from notices.course.exercises import source

    source.FEWEST = len(TASKS)  # the course asks for more tasks than the peers' exercise has
    course = folder / "course"
    for part in ("lessons", "exercises"):
        (course / part / "source").mkdir(parents=True)
    text = [f'# %% [markdown] id="ex90-title"\n# # Exercise 90 · Three tasks\n\n# %% id="ex90-setup"\n{SETUP}\n'
            f'from notices.course.exercises import begin, shown\nwork = begin("90")\n\n# %% id="ex90-numbers" tags=["seed"]\n{GIVEN}\n\n'
            f'# %% id="ex90-given"\n{INPUTS}\n']
    for number, (start, right, wrong, name) in enumerate(TASKS, 1):
        text.append(f'\n# %% [markdown] id="ex90-task-{number}"\n# ## Task {number} · {name}\n\n# %% id="ex90-answer-{number}" tags=["start"]\n{start}\n\n'
                    f'# %% id="ex90-answer-{number}" tags=["solution"]\n{right}\n\n# %% id="ex90-answer-{number}" tags=["wrong"] name="other"\n'
                    f'# says: Look again.\n{wrong}\n\n# %% id="ex90-check-{number}" tags=["check"]\nprint("{name}", shown({name}))\n\n'
                    f'# %% [markdown] id="ex90-hints-{number}" tags=["hints"]\n# - Think.\n')
    text.append('\n# %% id="ex90-button" tags=["button"]\nwork\n')
    path = course / "exercises" / "source" / "90-three.py"
    path.write_text("".join(text), encoding="utf-8")
    source.build_exercise(path, course)
    work = folder / "ours"
    work.mkdir()
    edition = json.loads((course / "exercises" / "90-three.ipynb").read_text(encoding="utf-8"))
    for nth in range(SUBMISSIONS):
        for cell in edition["cells"]:
            if cell["id"].startswith("ex90-answer-"):
                cell["source"] = answers(nth)[int(cell["id"][-1]) - 1]
        (work / f"S-{nth:02}.ipynb").write_text(json.dumps(edition), encoding="utf-8")

    def grade() -> int:
        results = folder / "ours-checked"
        shutil.rmtree(results, ignore_errors=True)
        run([sys.executable, "-m", "notices", "grade", str(work), "--to", str(results)], course)
        with (results / "marks.csv").open(encoding="utf-8-sig") as file:
            return sum(int(row["right"]) for row in csv.DictReader(file))
    return grade


def nbgrader(folder: Path) -> Callable[[], int]:
    """The same with nbgrader autograde."""
    course = folder / "nbgrader"
    (course / "source" / "ps").mkdir(parents=True)
    cells = [code(f"{SETUP}\n{GIVEN}\n{INPUTS}")]
    for number, (_, right, _, name) in enumerate(TASKS, 1):
        expected = right.split(" = ")[1]
        cells += [code(f"### BEGIN SOLUTION\n{right}\n### END SOLUTION", nbgrader=about(f"answer{number}", solution=True)),
                  code(f"assert {name} == {expected}", nbgrader=about(f"check{number}", grade=True, locked=True, points=1))]
    (course / "source" / "ps" / "p.ipynb").write_text(notebook(cells), encoding="utf-8")
    program = str(ENVIRONMENTS / "nbgrader" / "bin" / "nbgrader")
    run([program, "generate_assignment", "ps", f"--course-dir={course}"], course)
    release = json.loads((course / "release" / "ps" / "p.ipynb").read_text(encoding="utf-8"))
    for nth in range(SUBMISSIONS):
        place = course / "submitted" / f"S-{nth:02}" / "ps"
        place.mkdir(parents=True)
        for cell in release["cells"]:
            grade_id = cell["metadata"].get("nbgrader", {}).get("grade_id", "")
            if grade_id.startswith("answer"):
                cell["source"] = answers(nth)[int(grade_id[-1]) - 1]
        (place / "p.ipynb").write_text(json.dumps(release), encoding="utf-8")

    def grade() -> int:
        shutil.rmtree(course / "autograded", ignore_errors=True)
        run([program, "autograde", "ps", "--force", f"--course-dir={course}"], course)
        run([program, "export", "--to=grades.csv"], course)
        with (course / "grades.csv").open(encoding="utf-8") as file:
            return round(sum(float(row["score"]) for row in csv.DictReader(file)))
    return grade


def about(grade_id: str, **more: object) -> dict:
    """nbgrader's metadata of a cell."""
    return {"grade_id": grade_id, "schema_version": 3, "grade": False, "solution": False, "locked": False, "task": False, **more}


def otter(folder: Path) -> Callable[[], int]:
    """The same with otter run, one call for each submission."""
    work = folder / "otter"
    (work / "tests").mkdir(parents=True)
    for number, (_, right, _, name) in enumerate(TASKS, 1):
        case = {"code": f">>> bool({name} == {right.split(' = ')[1]})\nTrue", "hidden": False, "locked": False}
        suite = {"cases": [case], "scored": True, "setup": "", "teardown": "", "type": "doctest"}
        test = {"name": f"q{number}", "points": 1, "suites": [suite]}
        (work / "tests" / f"q{number}.py").write_text(f"OK_FORMAT = True\ntest = {test!r}\n", encoding="utf-8")
    program = str(ENVIRONMENTS / "otter" / "bin" / "otter")
    run([program, "generate", "-t", "tests", "-o", "autograder.zip", "--no-environment"], work)
    (work / "out").mkdir()
    for nth in range(SUBMISSIONS):
        cells = [code(f"import otter\ngrader = otter.Notebook()\n{SETUP}\n{GIVEN}\n{INPUTS}")]
        for number, answer in enumerate(answers(nth), 1):
            cells += [code(answer), code(f'grader.check("q{number}")')]
        (work / f"S-{nth:02}.ipynb").write_text(notebook(cells), encoding="utf-8")

    def grade() -> int:
        right = 0.0
        for nth in range(SUBMISSIONS):
            run([program, "run", "-a", "autograder.zip", "-o", "out", f"S-{nth:02}.ipynb"], work)
            results = json.loads((work / "out" / "results.json").read_text(encoding="utf-8"))
            right += sum(test.get("score", 0) for test in results["tests"])
        return round(right)
    return grade


def run(command: list[str], folder: Path) -> None:
    """Run a program quietly; its output is shown if it fails."""
    program = Path(command[0]).parent
    environment = {**os.environ, "PATH": f"{program}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}")


# ---- timing --------------------------------------------------------------------------------------------------------------


def prepare() -> None:
    """An environment for each peer."""
    for name, requirement in PEERS.items():
        place = ENVIRONMENTS / name
        if not (place / "bin" / name).exists():
            print(f"Setting up {requirement}. This happens once.", file=sys.stderr)
            run([sys.executable, "-m", "venv", "--clear", str(place)], REPOSITORY)
            run([str(place / "bin" / "python"), "-m", "pip", "install", "--quiet", requirement, "numpy", "ipykernel"], REPOSITORY)


def measure(rounds: int) -> dict[str, list[float]]:
    """Seconds per submission, by tool and round. Nothing is timed unless all three count the same tasks as right."""
    with tempfile.TemporaryDirectory() as folder:
        graders = {"ours": ours(Path(folder)), "nbgrader": nbgrader(Path(folder)), "otter": otter(Path(folder))}
        seconds: dict[str, list[float]] = {name: [] for name in graders}
        for nth in range(rounds):
            for name in list(graders) if nth % 2 == 0 else reversed(list(graders)):
                begun = time.perf_counter()
                found = graders[name]()
                seconds[name].append((time.perf_counter() - begun) / SUBMISSIONS)
                if found != right_answers():
                    raise SystemExit(f"{name} counts {found} tasks as right, expected {right_answers()}.")
                print(f"round {nth + 1}: {name} {seconds[name][-1]:.2f} s per submission", file=sys.stderr)
    return seconds


def page(seconds: dict[str, list[float]]) -> str:
    """The table."""
    lines = ["# Checking exercises, beside nbgrader and otter-grader", "",
             f"{SUBMISSIONS} submissions of the same exercise (three answers, three checks), half of the answers wrong. All three tools count the same "
             f"tasks as right; that is checked first. Wall-clock seconds per submission, start-up included: medians of {len(seconds['ours'])} "
             "rounds, the order changing from round to round. Ours runs confined, checks each answer under two sets of numbers, and uses one "
             "process per core; the peers run as they come. `python -m benchmarks.graders` measures and writes this page.", "",
             "| tool | seconds per submission | ratio to ours (median of rounds) | expected |", "|---|--:|--:|---|",
             f"| ours (`notices grade`, confined) | {median(seconds['ours']):.2f} | | |"]
    for name, requirement in PEERS.items():
        lines.append(f"| {re.sub('==', ' ', requirement)} | {median(seconds[name]):.2f} | {ratio(seconds, name):.1f} | at least {FASTER[name]} |")
    return "\n".join([*lines, "", f"Measured on {os.cpu_count()} cores with Python {platform.python_version()}.", ""])


def ratio(seconds: dict[str, list[float]], name: str) -> float:
    """How many times as long as ours a peer takes."""
    return median(there / here for here, there in zip(seconds["ours"], seconds[name], strict=True))


def main() -> int:
    """Measure, print and write the page; 0 if every expectation is met."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.graders", description="Ours beside nbgrader and otter-grader.")
    parser.add_argument("--rounds", type=int, default=3, help="rounds in which each tool checks all submissions once")
    rounds = parser.parse_args().rounds
    prepare()
    seconds = measure(rounds)
    PAGE.write_text(page(seconds), encoding="utf-8", newline="\n")
    print(page(seconds))
    return 0 if all(ratio(seconds, name) >= FASTER[name] for name in PEERS) else 1


if __name__ == "__main__":
    sys.exit(main())
