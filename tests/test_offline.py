"""A classroom without a network: lessons run in a kernel that can reach no other machine."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]
CUT_OFF = ["bwrap", "--bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--unshare-net"]
RUN = """
import socket, sys
import nbformat
from nbclient import NotebookClient
try:
    socket.create_connection(("192.0.2.1", 80), timeout=5)
except OSError as error:
    print("cut off")
for name in sys.argv[1:]:
    notebook = nbformat.read(name, as_version=4)
    NotebookClient(notebook, timeout=120).execute(cwd="lessons")
    print("ran", name)
"""


@pytest.mark.confined
def test_lessons_run_where_the_network_is_cut_off():
    lessons = ["lessons/00-start-here.ipynb", "lessons/06-same-people-same-luck.ipynb"]
    done = subprocess.run([*CUT_OFF, sys.executable, "-c", RUN, *lessons], cwd=REPOSITORY, capture_output=True, encoding="utf-8",
                          check=False, env=os.environ)
    assert done.stdout.splitlines() == ["cut off", *(f"ran {name}" for name in lessons)], done.stderr
