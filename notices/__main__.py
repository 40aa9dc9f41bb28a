"""`python -m notices COMMAND`: what one does with the course from the command line."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module, metadata

from notices.errors import NoticesError, listed, nearest

# name -> (module with a function main(arguments) -> exit code, one line of help). Loaded only when called.
COMMANDS = {
    "lab": ("notices.course.lab", "open JupyterLab at lesson 0"),
    "doctor": ("notices.course.doctor", "does this computer have what the lessons need? says what to do if not"),
    "update": ("notices.course.update", "fetch the newest version of the course; what you have changed stays"),
    "build": ("notices.course.build", "make the notebooks of lessons and exercises from their sources"),
    "check": ("notices.course.exercises.check", "check the answers in one exercise"),
    "grade": ("notices.course.exercises.grade", "check a class's exercises: marks, feedback, a page for the teacher"),
    "book": ("notices.course.book.command", "make the printed edition, the slides, and apart from them the answer book"),
    "register": ("notices.course.register_demo", "`register demo`: one person's story at the desks, in plain text"),
}

EXIT_CODES = "exit codes: 0 all is well; 1 something named in the output is wrong; 2 the command line was not understood"


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the message of a NoticesError is all that a person gets to read of it."""
    _let_every_letter_be_printed()
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.version:
        print(metadata.version("notices"))
        return 0
    if options.command is None:
        parser.print_help(sys.stderr)
        return 2
    try:
        module, _ = _command(options.command)
    except NoticesError as error:
        print(f"notices: {error}", file=sys.stderr)
        return 2
    try:
        return import_module(module).main(options.rest)
    except NoticesError as error:
        print(f"notices {options.command}: {error}", file=sys.stderr)
        return 1


def _let_every_letter_be_printed() -> None:
    """Have a letter that this screen or pipe does not know written as its number, such as \\u2192, in place of ending the command."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # not so where a notebook or a test has put its own in the place
            stream.reconfigure(errors="backslashreplace")


def _parser() -> argparse.ArgumentParser:
    lines = "\n".join(f"  {name:<10}{text}" for name, (_, text) in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="notices",
        usage="python -m notices COMMAND ...",
        description=f"When Is a Notice Served? Commands:\n{lines}\n\nEach explains itself: python -m notices COMMAND --help",
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="store_true", help="show the version of the package and end")
    parser.add_argument("command", nargs="?", help=argparse.SUPPRESS)
    parser.add_argument("rest", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    return parser


def _command(name: str) -> tuple[str, str]:
    if name not in COMMANDS:
        raise NoticesError(f'There is no command "{name}".{nearest(name, COMMANDS)} The commands are {listed(COMMANDS)}.')
    return COMMANDS[name]


if __name__ == "__main__":
    sys.exit(main())
