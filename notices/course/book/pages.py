"""One HTML file that stands alone: it loads nothing, and nothing in it runs but a script of ours, if it has one."""

from __future__ import annotations

import base64
import hashlib
from html import escape
from pathlib import Path

HERE = Path(__file__).parent


def page(title: str, body: str, style: str, script: str = "") -> bytes:
    """The page as a file. ``title``: plain text; ``body``: HTML; ``style``: CSS; ``script``: all that may run in it."""
    lock = f"; script-src 'sha256-{_digest(script)}'" if script else ""
    ending = f"<script>{script}</script>\n" if script else ""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; img-src data:; style-src \'unsafe-inline\'{lock}; '
        'base-uri \'none\'; form-action \'none\'">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n{body}\n{ending}</body>\n</html>\n").encode("utf-8")


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")


def beside(name: str) -> str:
    """The text of a file of this package, such as ``book.css``."""
    return (HERE / name).read_text(encoding="utf-8")


def css_text(text: str) -> str:
    """A text as a string of CSS."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ").replace("<", "\\3c ") + '"'
