"""The ground: pins in step, the two commands' answers to a wrong set-up, and links that lead somewhere."""

import re
import shutil
import socket
import subprocess
import sys
import tomllib
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.version import Version

from notices.__main__ import main as notices

REPOSITORY = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
EXTRAS = PROJECT["project"]["optional-dependencies"]
LAB_NEEDS = [*PROJECT["project"]["dependencies"], *EXTRAS["lab"], *EXTRAS["check"], *PROJECT["dependency-groups"]["build"]]
TEST_NEEDS = [*LAB_NEEDS, *EXTRAS["scale"], *EXTRAS["dev"]]
PIN_FILES = ["requirements.txt", "requirements-dev.txt"]


def text(name):
    return (REPOSITORY / name).read_text(encoding="utf-8")


def pins(name):
    """name -> the pinned requirements of that name; there is more than one where Python versions differ."""
    found = {}
    for line in text(name).replace("\\\n", " ").splitlines():
        if not line.startswith("#"):
            pin = Requirement(line.split("--hash")[0])
            found.setdefault(pin.name, []).append(pin)
    return found


# ---- versions -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name, needs", list(zip(PIN_FILES, [LAB_NEEDS, TEST_NEEDS])), ids=PIN_FILES)
def test_all_that_pyproject_names_is_pinned_within_its_bounds(name, needs):
    pinned = pins(name)
    for need in map(Requirement, needs):
        assert need.name in pinned, f"{name} does not pin {need.name}. Run: make requirements"
        for pin in pinned[need.name]:
            [version] = [specifier.version for specifier in pin.specifier]
            assert Version(version) in need.specifier, f"{name} pins {pin}, pyproject.toml asks for {need}. Run: make requirements"


@pytest.mark.parametrize("name", PIN_FILES)
def test_every_pin_is_exact_and_hashed_and_no_address_or_path_is_in_the_file(name):
    for line in text(name).replace("\\\n", " ").splitlines():
        assert line.startswith("#") or re.match(r"\S+==\S+ .*--hash=sha256:[0-9a-f]{64}", line), line
        assert not re.search(r"://|file:|--index|--extra-index|--find-links|(^|\s)-[ief]\s|[\\ ]/\w", line), line


def test_the_test_tools_come_on_top_of_the_same_versions():
    lab, test = pins("requirements.txt"), pins("requirements-dev.txt")
    for name, pinned in lab.items():
        assert [pin.specifier for pin in pinned] == [pin.specifier for pin in test[name]], name


def test_conda_users_get_the_same_pins_and_a_python_that_will_do():
    *named, last = yaml.safe_load(text("environment.yml"))["dependencies"]
    assert last == {"pip": ["-r requirements.txt"]}
    assert "pip" in named and all(re.match(r"(python|pip)\b", name) for name in named)
    [python] = [name.partition("=")[2] for name in named if name.startswith("python")]
    assert Version(python) in Requirement(f"python{PROJECT['project']['requires-python']}").specifier


def test_no_one_elses_lock_file_is_kept():
    # It would hold the addresses of an index.
    assert not (REPOSITORY / "uv.lock").exists()


def test_the_citation_names_the_version_of_the_package():
    citation = yaml.safe_load(text("CITATION.cff"))
    assert citation["version"] == PROJECT["project"]["version"]
    assert {"cff-version", "message", "title", "authors", "license"} <= set(citation)


# ---- a wrong set-up -------------------------------------------------------------------------------------------------


@pytest.fixture
def ground(tmp_path):
    """A folder with what `make` reads before it installs anything."""
    for name in ("Makefile", "pyproject.toml", *PIN_FILES):
        shutil.copy(REPOSITORY / name, tmp_path)
    return tmp_path


def make(folder, *arguments):
    return subprocess.run(["make", *arguments], cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


needs_make = pytest.mark.skipif(shutil.which("make") is None, reason="not run: make was not found (install it)")


@needs_make
@pytest.mark.parametrize("command", ["lab", "test", "notebooks"])
def test_an_old_python_is_told_its_version_its_place_and_what_to_do(ground, command):
    old = ground / "python3.9"
    pretend = "import sys; sys.version_info = (3, 9, 2); sys.executable = '/opt/old/python3.9'; exec(sys.argv[2])"
    old.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "{pretend}" "$@"\n', encoding="utf-8")
    old.chmod(0o755)
    run = make(ground, command, f"PYTHON={old}")
    assert run.returncode != 0
    assert "Python 3.11 or newer is needed, this is 3.9.2 at /opt/old/python3.9" in run.stderr
    assert f"make {command} PYTHON=python3.12" in run.stderr
    assert not (ground / ".venv").exists()


@needs_make
def test_a_python_that_is_not_there_is_named(ground):
    run = make(ground, "lab", "PYTHON=python3.99")
    assert run.returncode != 0 and "python3.99 was not found" in run.stderr


@needs_make
def test_another_pin_or_another_folder_is_installed_anew_and_nothing_else_is(ground):
    def stamp(folder):
        lines = make(folder, "--print-data-base", "--dry-run", "clean").stdout.splitlines()
        return next(line for line in lines if line.startswith("LAB_STAMP"))

    first = stamp(ground)
    assert stamp(ground) == first
    moved = ground / "moved"
    shutil.copytree(ground, moved, ignore=shutil.ignore_patterns("moved"))
    assert stamp(moved) != first
    (ground / "requirements.txt").write_text("# another pin\n", encoding="utf-8")
    assert stamp(ground) != first


def test_a_port_in_use_is_named_with_what_to_do(capsys):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert notices(["lab", "--no-browser", "--port", str(port)]) == 1
    said = capsys.readouterr().err
    assert f"Port {port} is in use" in said
    assert f'make lab LAB_FLAGS="--no-browser --port {port + 1}"' in said


def test_a_port_that_cannot_be_is_named(capsys):
    assert notices(["lab", "--port=99999"]) == 1
    assert "no port 99999" in capsys.readouterr().err


def test_jupyterlab_is_asked_to_stay_on_this_machine_and_to_take_the_given_port_or_none():
    from notices.course import lab

    ours, flags = lab._parser().parse_known_args(["--no-browser", "--port", "8899"])
    asked = lab.jupyter_arguments(Path("/course"), ours, flags)
    assert {"--ServerApp.ip=127.0.0.1", "--ServerApp.port=8899", "--ServerApp.port_retries=0", "--no-browser"} <= set(asked)
    assert not any("token" in argument or "password" in argument for argument in asked)


# ---- words ----------------------------------------------------------------------------------------------------------


PAGES = ["README.md", "CONTRIBUTING.md", "data/README.md", *sorted(f"docs/{path.name}" for path in (REPOSITORY / "docs").glob("*.md"))]


def anchors(path):
    """What a link to a heading of this page may say after its #."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


def test_a_kernels_messages_are_sent_to_the_page_at_once(monkeypatch):
    """Held back, a picture comes some 30 milliseconds later on every second press: docs/widget-latency.md."""
    from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
    from traitlets.utils.importstring import import_item

    from notices.course import lab

    told = []
    connection_class = import_item(lab.CONNECTION)
    monkeypatch.setattr(ZMQChannelsWebsocketConnection, "connect", lambda _: told.append("connected"))
    handler = SimpleNamespace(set_nodelay=lambda at_once: told.append(at_once))
    type("OfATest", (connection_class,), {"websocket_handler": handler})().connect()
    assert told == [True, "connected"]
    asked = lab.jupyter_arguments(Path("/course"), lab._parser().parse_args([]), [])
    assert f"--ServerApp.kernel_websocket_connection_class={lab.CONNECTION}" in asked


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_to_something(name):
    page = REPOSITORY / name
    for link in re.findall(r"\]\(([^)]+)\)", text(name)):
        if "://" not in link:
            file, _, anchor = link.partition("#")
            target = page.parent / file if file else page
            assert target.exists(), f"{name} links to {link}, and there is no such file"
            assert not anchor or anchor in anchors(target), f"{name} links to {link}, and there is no such heading"


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_every_command_of_make_that_is_named_exists(name):
    rules = set(re.findall(r"^([a-z]+):", text("Makefile"), re.MULTILINE))
    named = set(re.findall(r"`make ([a-z]+)|^make ([a-z]+)", text(name), re.MULTILINE))
    assert {word for pair in named for word in pair if word} <= rules


def test_the_example_of_the_readme_prints_what_it_says(tmp_path):
    [(code, printed)] = re.findall(r"```python\n(.*?)```\s+```text\n(.*?)```", text("README.md"), re.DOTALL)
    run = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)
    assert run.stdout.rstrip() == printed.rstrip(), run.stderr
