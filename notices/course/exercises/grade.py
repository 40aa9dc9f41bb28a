"""``python -m notices grade FOLDER``: a class's exercises, checked in boxes, with marks, feedback and a page for the teacher.

Every submission is checked with the solution's numbers for its own seed and for a fresh one, so an answer that was written down does
not pass. What is finished is in the journal; an interrupted run goes on from there (:mod:`~notices.course.exercises.journal`).
"""

from __future__ import annotations

import argparse
import os
import queue
import sys
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from pathlib import Path

from notices.course.exercises import box
from notices.course.exercises.checker import Broken, Limits, Prints, Worker, solution_prints, stored_prints
from notices.course.exercises.journal import Journal, entry_name, write_whole
from notices.course.exercises.key import Exercise, exercise_names, load_exercise, solutions_folder
from notices.course.exercises.learner_names import learner_of, require_folder
from notices.course.exercises.lift import exercise_of, read_learners
from notices.course.exercises.marks import Submission, as_csv
from notices.course.exercises.result import Result
from notices.course.exercises.verdict import check_notebook
from notices.errors import NoticesError
from notices.spread import Progress

EXIT_CODES = ("exit codes: 0 every notebook was checked; 1 one could not be, or the input was wrong; 2 the command line was not understood; "
              "130 interrupted (the same command goes on)")
MOST_TRIES = 20  # seeds in a row
AHEAD = 2  # submissions handed out per worker before the first comes back: memory stays flat


def main(arguments: list[str]) -> int:
    """Check all notebooks below a folder and write the results; see EXIT_CODES."""
    options = _parser().parse_args(arguments)
    folder = Path(options.folder)
    require_folder(folder)
    results = Path(options.to) if options.to else folder.with_name(f"{folder.resolve().name}-checked")
    course = Class(folder, results, box.require_confined(options.unconfined), options.exercise, options.seed, options.workers)
    try:
        submissions = course.check()
    except KeyboardInterrupt:
        print(f"\nInterrupted. What is finished is kept in {results}; the same command goes on from there.", file=sys.stderr)
        return 130
    write_results(submissions, results)
    print("\n".join(summary(submissions, results, course.journal.notes)))
    return 1 if any(one.problem for one in submissions) else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="notices grade", description="Check a class's exercises.", epilog=EXIT_CODES)
    parser.add_argument("folder", metavar="FOLDER", help="where the notebooks lie: in one folder per learner, or with the learner in the file's name")
    parser.add_argument("--to", metavar="RESULTS", help="folder for the results (FOLDER-checked beside it)")
    parser.add_argument("--exercise", metavar="NAME", help="only this exercise, such as 03")
    parser.add_argument("--seed", type=int, help="the fresh numbers (drawn by chance at the first start)")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, metavar="N", help="notebooks that are checked at once (one per core)")
    parser.add_argument("--unconfined", action="store_true", help="run the answers without a box; only for work that you trust")
    return parser


# ---- a class -----------------------------------------------------------------------------------------------------------


@dataclass
class Class:
    """The notebooks below a folder, and where and how they are checked."""

    folder: Path
    results: Path
    confined: bool
    only: str | None = None
    seed: int | None = None
    workers: int = 1
    limits: Limits = Limits()
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _exercises: dict[str, Exercise] = field(default_factory=dict, repr=False)
    _fresh: dict[str, Prints] = field(default_factory=dict, repr=False)

    def check(self) -> list[Submission]:
        """Check whatever the journal does not know, and return all submissions, in the order of their files."""
        submissions = self.submissions()
        self.journal  # made now, so that a folder that will not do is refused before anything is checked
        todo = [one for one in submissions if one.exercise and not one.problem]
        finished: dict[str, Submission] = {}
        with ExitStack() as stack:
            workers = [stack.enter_context(Worker(self.confined, self.limits, slot)) for slot in range(max(1, self.workers))]
            for one in Progress.over(self._all(todo, workers), len(todo), "checking", show=sys.stderr.isatty()):
                finished[one.file] = one
        return [finished.get(one.file, one) for one in submissions]

    def submissions(self) -> list[Submission]:
        """The notebooks below the folder, each with its learner and its exercise, or with what is wrong."""
        wanted = load_exercise(self.only).name if self.only else None
        found = [self._submission(path) for path in notebooks(self.folder, self.results)]
        if not found:
            raise NoticesError(f"{self.folder}: there is no notebook (*.ipynb) in this folder or below it.")
        chosen = [one for one in found if wanted is None or one.exercise in ("", wanted)]
        return [*doubles_noted(chosen)]

    def _submission(self, path: Path) -> Submission:
        file = path.relative_to(self.folder)
        try:
            exercise = exercise_of(read_learners(path), self._names)
        except NoticesError as error:
            return Submission(learner_of(file, ""), file.as_posix(), problem=str(error))
        if not exercise:
            return Submission(learner_of(file, ""), file.as_posix(), problem=f"{path.name}: this notebook has no answer cell of any exercise.")
        return Submission(learner_of(file, exercise), file.as_posix(), exercise)

    def _all(self, todo: Sequence[Submission], workers: Sequence[Worker]) -> Iterator[Submission]:
        """The submissions as they are finished; a bounded number of them is under way at once."""
        free: queue.Queue[Worker] = queue.Queue()
        for worker in workers:
            free.put(worker)
        with ThreadPoolExecutor(len(workers)) as pool:
            under_way: set[Future[Submission]] = set()
            try:
                for one in todo:
                    under_way.add(pool.submit(self._with_a_worker, one, free))
                    if len(under_way) >= AHEAD * len(workers):
                        done, under_way = wait(under_way, return_when=FIRST_COMPLETED)
                        yield from (future.result() for future in done)
                while under_way:
                    done, under_way = wait(under_way, return_when=FIRST_COMPLETED)
                    yield from (future.result() for future in done)
            finally:
                pool.shutdown(wait=False, cancel_futures=True)

    def _with_a_worker(self, one: Submission, free: queue.Queue) -> Submission:
        worker = free.get()
        try:
            return self._checked(one, worker)
        finally:
            free.put(worker)

    def _checked(self, one: Submission, worker: Worker) -> Submission:
        """The submission with its verdicts, from the journal where it has them."""
        path = self.folder / one.file
        exercise = self._exercise(one.exercise)
        name = entry_name(path.read_bytes(), self._key(one.exercise), str((self.journal.seed, asdict(self.limits))).encode("utf-8"))
        entry = self.journal.find(name)
        if entry is None:
            try:
                entry = check_notebook(read_learners(path), exercise, worker, self._prints(exercise, worker)).as_json()
            except Broken as problem:
                return replace(one, problem=f"{path.name}: could not be checked ({problem}).")
            self.journal.keep(name, entry)
        return replace(one, result=Result.from_json(entry))

    @cached_property
    def journal(self) -> Journal:
        """What has been checked already."""
        return Journal(self.results, self.seed)

    @cached_property
    def _names(self) -> list[str]:
        return exercise_names()

    def _key(self, name: str) -> bytes:
        return (solutions_folder() / f"{name}.ipynb").read_bytes()

    def _exercise(self, name: str) -> Exercise:
        with self._lock:
            if name not in self._exercises:
                self._exercises[name] = load_exercise(name)
            return self._exercises[name]

    def _prints(self, exercise: Exercise, worker: Worker) -> Prints:
        """What the solution prints for the learner's numbers and for fresh ones, worked out once."""
        with self._lock:
            if exercise.name not in self._fresh:
                self._fresh[exercise.name] = both_prints(exercise, self.journal.seed, worker)
            return self._fresh[exercise.name]


def both_prints(exercise: Exercise, seed: int, worker: Worker) -> Prints:
    """What the solution prints, by seed: the learner's own, and ``seed`` or the next one for which every task has another answer."""
    own = exercise.seeds[0]
    stored = stored_prints(exercise)[own]
    for fresh in range(seed, seed + MOST_TRIES):
        prints = solution_prints(exercise, fresh, worker)
        if fresh != own and all(prints[number] != stored[number] for number in stored):
            return {own: stored, fresh: prints}
    raise Broken(f"{exercise.name}: no fresh numbers were found under which every task has another answer")


def notebooks(folder: Path, results: Path) -> list[Path]:
    """All notebooks below a folder, in order, without the copies that Jupyter keeps and without the results."""
    return [path for path in sorted(folder.rglob("*.ipynb"))
            if ".ipynb_checkpoints" not in path.parts and results not in path.parents and path.is_file()]


def doubles_noted(submissions: Sequence[Submission]) -> Iterator[Submission]:
    """Where a learner has two notebooks of one exercise, both are marked, and both rows say so."""
    counts = Counter((one.learner, one.exercise) for one in submissions if one.exercise)
    for one in submissions:
        many = counts[one.learner, one.exercise]
        yield replace(one, remarks=(f"one of {many} notebooks of {one.learner} for this exercise; all are marked",)) if many > 1 else one


# ---- results -----------------------------------------------------------------------------------------------------------


def write_results(submissions: Sequence[Submission], results: Path) -> None:
    """The marks, as a table that a spreadsheet opens."""
    write_whole(results / "marks.csv", as_csv(submissions))


def summary(submissions: Sequence[Submission], results: Path, notes: Sequence[str]) -> Iterator[str]:
    """What is printed at the end: counts, then one line for whatever needs a look."""
    learners = {one.learner for one in submissions if one.result}
    checked = sum(one.result is not None for one in submissions)
    yield f"{checked} of {len(submissions)} notebooks of {len(learners)} learners are checked. Marks: {results / 'marks.csv'}"
    yield from notes
    yield from (one.problem for one in submissions if one.problem)
    yield from (f"{one.file}: {remark}." for one in submissions for remark in one.remarks)
    yield from (f"{one.file}: task {verdict.task}: {verdict.message}" for one in submissions if one.result
                for verdict in one.result.verdicts if verdict.kind == "missing")
