"""The article is paraphrased, never copied: no eight words in a row of it stand in any file of the project.

``tests/article-windows.txt`` holds every run of eight words of the article as a hash, from which no word of it can be read. Whoever
holds a copy makes the file anew with ``python tests/test_paraphrase.py PATH``.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]
WINDOWS = REPOSITORY / "tests" / "article-windows.txt"
LENGTH = 8  # words
KINDS = {".py", ".ipynb", ".md", ".csv", ".toml", ".cff", ".txt", ".js", ".css", ".html", ""}
ELSEWHERE = {".venv", ".venv-peers", ".git", ".pytest_cache", "__pycache__", ".ipynb_checkpoints", "book", "answer-book", "node_modules"}
NOT_OURS = {"article.txt", "my-progress.json"}  # what a learner may keep here, and git leaves out
PICTURE = re.compile(r"base64,[A-Za-z0-9+/=]+|\"image/png\": \"[^\"]+\"")


def windows(text: str) -> dict[str, str]:
    """Each run of eight words, by its hash. Marks, line ends, capitals and what opens a comment do not count."""
    words = re.findall(r"[a-z0-9]+", text.replace("\\n", " ").replace("’", "").replace("'", "").lower())
    runs = (" ".join(words[start:start + LENGTH]) for start in range(len(words) - LENGTH + 1))
    return {hashlib.sha256(run.encode("utf-8")).hexdigest()[:16]: run for run in runs}


def files() -> Iterator[Path]:
    """Every text file of the project."""
    for folder, folders, names in os.walk(REPOSITORY):
        folders[:] = [name for name in folders if name not in ELSEWHERE]
        yield from (Path(folder, name) for name in names if Path(name).suffix in KINDS and name not in NOT_OURS)


@pytest.fixture(scope="module")
def of_the_article():
    return set(WINDOWS.read_text(encoding="ascii").split())


def test_the_windows_are_those_of_a_whole_article(of_the_article):
    assert len(of_the_article) > 600 and all(re.fullmatch("[0-9a-f]{16}", line) for line in of_the_article)


def test_eight_words_in_a_row_are_found_whatever_stands_between_them():
    source = "On Monday, a clerk pressed a key; the notice existed."
    found = windows('# It is said: “on MONDAY a clerk\n# pressed a key — the notice” is a lesson\'s own.')
    assert len(set(windows(source)) & set(found)) == 2
    assert not set(windows(source)) & set(windows("On Monday a clerk pressed a key. A notice existed."))


def test_no_file_shares_eight_words_in_a_row_with_the_article(of_the_article):
    looked_at = {path: windows(PICTURE.sub("", path.read_text(encoding="utf-8", errors="replace"))) for path in files()}
    assert len(looked_at) > 200
    shared = {str(path.relative_to(REPOSITORY)): [runs[key] for key in of_the_article & set(runs)] for path, runs in looked_at.items()}
    assert {path: runs for path, runs in shared.items() if runs} == {}


if __name__ == "__main__":
    WINDOWS.write_text("\n".join(sorted(windows(Path(sys.argv[1]).read_text(encoding="utf-8")))) + "\n", encoding="ascii", newline="\n")
