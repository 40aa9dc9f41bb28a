"""Where Chromium is, and how the tests and benchmarks start it."""

from __future__ import annotations

import os
import shutil

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

def chromium_path() -> str | None:
    """Where Chromium is: NOTICES_CHROMIUM, else on the PATH."""
    return os.environ.get("NOTICES_CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
