"""Slips that can happen in any answer: what an error most likely means, and what an answer's own text shows.

What belongs to one task only is among the known wrong answers of that task (:mod:`notices.course.exercises.source`). Nothing here runs
an answer: it is read as text.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Container, Iterator, Sequence

UNDEFINED = re.compile(r"name '([^']+)' is not defined")
UNBOUND = re.compile(r"local variable '([^']+)'")
IN_A_CELL = re.compile(r"\(\d+\.py, line (\d+)\)")  # a cell has no file name that a learner knows
IN_ARRAYS = "Between arrays, “and” is written & and “or” is written |, and each comparison stands in brackets: (a == 1) & (b > 2)."
NOT_FILLED_IN = "Is there still a ... in your answer where a value belongs?"

# A piece of the error's text, and what to say then: the error's own words were written for programmers.
SAID = [
    ("truth value of an array", IN_ARRAYS),
    ("bitwise_and", IN_ARRAYS),
    ("bitwise_or", IN_ARRAYS),
    ("for &: ", IN_ARRAYS),
    ("for |: ", IN_ARRAYS),
    ("ellipsis", NOT_FILLED_IN),
    ("'return' outside function", "A return belongs to a function: it stands below the line with def, and further in."),
    ("KeyError", "There is no entry of that name. An entry's name stands in quotation marks, spelt as in the exercise."),
    ("NoneType", "None is what a function gives that ends without a return, and what print gives."),
]


def advice(error: str, words: str) -> str:
    """What to say after an error with this text; empty if nothing is better than the error itself. ``words``: the exercise's own texts
    for the task, in which a name that is a word stands in quotation marks."""
    if name := UNDEFINED.search(error):
        if re.search(rf"""["']{re.escape(name[1])}["']""", words):
            return f'If {name[1]} is meant as a word, it stands in quotation marks: "{name[1]}".'
        return "Is it spelt as in the exercise? The check begins anew: nothing is left over from what you ran before."
    if name := UNBOUND.search(error):
        return f"Give {name[1]} its first value inside the function, before the line that uses it."
    return next((said for piece, said in SAID if piece in error), "")


def seen_in(source: str, wanted: str) -> str:
    """What an answer that is not right shows when it is read, in words; empty if nothing. ``wanted``: the solution, which says which
    functions have to return something."""
    tree, asked = _parsed(source), {each.name for each in _functions(_parsed(wanted)) if _returns(each)}
    for function in _functions(tree):
        if function.name in asked and (said := _gives_nothing(function)):
            return said
    for place in (tree, *_functions(tree)):
        for nth, line in enumerate(place.body):
            if said := _begun_anew(line, _read(place.body[nth + 1:]) if place is not tree else None):
                return said
    return next((f"The return in {function.name} stands inside the loop, so the function ends in the loop's first round. Which line is to "
                 "run when the loop is over?" for function in _functions(tree) if any(map(_ends_at_once, _own(function)))), "")


def _parsed(source: str) -> ast.Module:
    """The answer's tree; an empty one for text that is no Python, or none that can be read as such."""
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ast.Module([], [])


def _functions(tree: ast.Module) -> list[ast.FunctionDef]:
    return [node for node in tree.body if isinstance(node, ast.FunctionDef)]


def _own(node: ast.AST) -> Iterator[ast.AST]:
    """All below a node, but not what is in functions that it defines."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)):
            yield child
            yield from _own(child)


def _is_print(node: ast.AST | None) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"


def _returns(function: ast.FunctionDef) -> bool:
    """Does it return, or yield, something that is not what print gives?"""
    return any((isinstance(node, ast.Return) and node.value is not None and not _is_print(node.value))
               or isinstance(node, (ast.Yield, ast.YieldFrom)) for node in _own(function))


def _gives_nothing(function: ast.FunctionDef) -> str:
    if _returns(function):
        return ""
    if any(map(_is_print, _own(function))):
        return f"{function.name} prints its answer. Printing only shows it: with return it is given to whoever calls the function."
    return f"{function.name} ends without giving anything: its answer is to follow the word return."


# ---- loops ---------------------------------------------------------------------------------------------------------------


def _ends_at_once(node: ast.AST) -> bool:
    """Is it a loop that returns in its first round, whatever happens?"""
    return isinstance(node, (ast.For, ast.While)) and any(isinstance(line, ast.Return) for line in node.body)


def _read(lines: Sequence[ast.stmt]) -> set[str]:
    """The names whose values are used in these lines."""
    return {node.id for line in lines for node in ast.walk(line) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}


def _begun_anew(loop: ast.stmt, read: Container[str] | None) -> str:
    """For a list or a count that a loop begins in each round and fills, and that is ``read`` when the loop is over. (None: outside
    functions the check may read whatever there is.)"""
    if not isinstance(loop, (ast.For, ast.While)):
        return ""
    begun = [line.targets[0].id for line in loop.body if isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Name)
             and (isinstance(line.value, ast.Constant) or isinstance(line.value, ast.List) and not line.value.elts)]
    filled = {_filled(node) for node in _own(loop)}
    return next((f"{name} begins anew in each round of the loop, so what earlier rounds found is lost. Where must its first line stand?"
                 for name in begun if name in filled and (read is None or name in read)), "")


def _filled(node: ast.AST) -> str:
    """The name that is added to here, if one is."""
    if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
        return node.target.id
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name) \
            and node.func.attr in {"append", "add", "extend"}:
        return node.func.value.id
    return ""
