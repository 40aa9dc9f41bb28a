"""A JupyterLab with a course in it, and a Chromium, for measurements in the browser. Needs playwright (the `dev` extra)."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parents[1]
TESTS = REPOSITORY / "tests"
WINDOW = {"width": 1280, "height": 1600}


@contextmanager
def lab_and_browser(with_lessons: bool = False) -> Iterator[tuple[Any, Any]]:
    """A running `Lab` (tests/jupyterlab_driver.py), with or without a copy of the lessons, and a browser. Both end with it.

    Nothing of whoever measures is read or kept: no progress, no copy of the article.
    """
    sys.path.insert(0, str(TESTS))
    from chromium import CHROMIUM_FLAGS, chromium_path
    from jupyterlab_driver import Lab
    from playwright.sync_api import sync_playwright

    os.environ |= {"NOTICES_LEARNER_FILE": "none", "NOTICES_ARTICLE": "none"}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = Path(folder) / "course"
        (root / "lessons" / "source").mkdir(parents=True)
        if with_lessons:
            shutil.copytree(REPOSITORY / "lessons", root / "lessons", dirs_exist_ok=True)
        lab = Lab(root)
        try:
            lab.wait_until_ready()
            yield lab, playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_FLAGS)
        finally:
            lab.stop()
