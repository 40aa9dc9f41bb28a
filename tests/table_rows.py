"""The rows of an assumption table by the names that code has for them."""

from __future__ import annotations

import re

NAMED = re.compile(r"((?:[^:]+: )?).*\((\w+)\)")


def in_code(name: str) -> str:
    """"law-2023-08: days from issue to the date named (appearance_in)" as "law-2023-08: appearance_in"; other names as they are."""
    found = NAMED.fullmatch(name)
    return found[1] + found[2] if found else name
