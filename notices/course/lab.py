"""JupyterLab, opened at lesson 0: on this machine only, with a token, without its news prompt."""

from __future__ import annotations

import argparse
import errno
import os
import socket
import sys
from pathlib import Path

from notices.course.doctor import LAB_PYTHON
from notices.course.folder import FIRST_LESSON, course_folder
from notices.errors import NoticesError

THIS_MACHINE = "127.0.0.1"
CONNECTION = "notices.course.websocket.AtOnce"  # a widget answers 30 milliseconds sooner
SETTINGS = Path(__file__).parent / "jupyter"


def main(arguments: list[str]) -> int:
    """Serve the course until JupyterLab ends. Flags that are not ours go to JupyterLab as they are."""
    ours, flags = _parser().parse_known_args(arguments)
    if ours.port is not None:
        require_free(ours.ip, ours.port, flags)
    _use_settings()
    _jupyterlab().launch_instance(jupyter_arguments(course_folder(), ours, flags))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="notices lab",
        description="Open JupyterLab at lesson 0. Other flags, such as --no-browser, are passed on to JupyterLab.",
        allow_abbrev=False,
    )
    parser.add_argument("--port", "--ServerApp.port", type=int, help="the port; without it, the first free one from 8888 on")
    parser.add_argument("--ip", "--ServerApp.ip", default=THIS_MACHINE, help="the address to serve on; this machine only unless given")
    return parser


def jupyter_arguments(folder: Path, ours: argparse.Namespace, flags: list[str]) -> list[str]:
    """The command line for JupyterLab: `folder` served, lesson 0 opened, a given port taken or nothing."""
    chosen = [f"--ServerApp.root_dir={folder}", f"--LabApp.default_url=/lab/tree/{FIRST_LESSON}", f"--ServerApp.ip={ours.ip}",
              f"--ServerApp.kernel_websocket_connection_class={CONNECTION}"]
    if ours.port is not None:
        chosen += [f"--ServerApp.port={ours.port}", "--ServerApp.port_retries=0"]
    # In containers and on CI machines one is often root, and Jupyter then asks for this flag; bound to this machine
    # and behind a token it adds no risk.
    if hasattr(os, "geteuid") and os.geteuid() == 0 and "--allow-root" not in flags:
        chosen.append("--allow-root")
    return chosen + flags


def require_free(ip: str, port: int, flags: list[str]) -> None:
    """Raise NoticesError if the port cannot be had; it repeats the other `flags` in what to type instead.

    Jupyter itself would take another port, or say little.
    """
    try:
        socket.create_server((ip, port)).close()
    except OverflowError:
        raise NoticesError(f"There is no port {port}: ports go from 0 to 65535. Try: --port 8899") from None
    except OSError as error:
        raise NoticesError(_port_message(ip, port, flags, error)) from None


def _port_message(ip: str, port: int, flags: list[str], error: OSError) -> str:
    if error.errno != errno.EADDRINUSE:
        return f"Port {port} on {ip} cannot be used: {error.strerror}. Choose another port, for example --port 8899."
    other = " ".join([*flags, "--port", str(port + 1 if port < 65535 else 8899)])
    return (
        f"Port {port} is in use, perhaps by a JupyterLab that still runs. Stop that one, or choose another port:\n"
        f'  make lab LAB_FLAGS="{other}"     (without make: python -m notices lab {other})'
    )


def _use_settings() -> None:
    """Let this JupyterLab, and no other, read the page settings that come with the course (no news prompt)."""
    earlier = os.environ.get("JUPYTER_CONFIG_PATH")
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join([str(SETTINGS), earlier] if earlier else [str(SETTINGS)])
    os.environ[LAB_PYTHON] = sys.executable  # for the self-test, which runs in a kernel of perhaps another environment


def _jupyterlab() -> type:
    try:
        from jupyterlab.labapp import LabApp
    except ImportError as error:
        raise NoticesError(f"JupyterLab is not installed here ({error}). Run: make lab     (without make, see README.md)") from None
    return LabApp
