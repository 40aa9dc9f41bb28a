"""Slips that can happen in any answer: what an error most likely means, and what an answer's own text shows.

What belongs to one task only is among the known wrong answers of that task (:mod:`notices.course.exercises.source`). Nothing here runs
an answer: it is read as text.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Container, Iterator, Sequence

UNDEFINED = re.compile(r"name '([^']+)' is not defined")
UNBOUND = re.compile(r"local variable '([^']+)'")
IN_A_CELL = re.compile(r"\(\d+\.py, line (\d+)\)")  # a cell has no file name that a learner knows
BY_ADDRESS = re.compile(r"<\w+ (\w+) at 0x\w+>")  # a function, say
OF_A_DICT = re.compile(r"'dict' object has no attribute '([^']+)'")
OF_AN_ARRAY = re.compile(r"'numpy\.ndarray' object has no attribute '([^']+)'")
IN_NUMPY = {"array", "median", "mean", "std", "sqrt", "quantile", "percentile", "where", "arange"}
IN_ARRAYS = "Between arrays, “and” is written & and “or” is written |, and each comparison stands in brackets: (a == 1) & (b > 2)."
ONE_FOR_EACH = "Here is a yes or no for each place of an array, and one is needed: np.all, np.any or np.sum makes one of many; “not” is ~."
NO_ARRAY = "A list is no array: take its places one by one, such as one[0], or make an array of it with np.array."
NOT_FILLED_IN = "Is there still a ... in your answer where a value belongs?"
A_TIMES = "Is a * missing between two values?"

# A piece of the error's text, and what to say then: the error's own words were written for programmers.
SAID = [
    ("bitwise_and", IN_ARRAYS),
    ("bitwise_or", IN_ARRAYS),
    ("for &: ", IN_ARRAYS),
    ("for |: ", IN_ARRAYS),
    ("boolean subtract", "Yes and no cannot be subtracted: make a number of each array first, with np.sum or np.mean."),
    ("ellipsis", NOT_FILLED_IN),
    ("'return' outside function", "A return belongs to a function: it stands below the line with def, and further in."),
    ("Maybe you meant '=='", "= gives a name a value, == compares; in a dictionary a colon stands between a name and its value."),
    ("incomplete input", "Is a bracket not closed?"),
    ("forgot a comma", A_TIMES),
    ("'int' object is not callable", A_TIMES),
    ("'float' object is not callable", A_TIMES),
    ("'dict' object is not callable", "An entry of a dictionary is taken with square brackets."),
    ("KeyError", "There is no entry of that name. An entry's name stands in quotation marks, spelt as in the exercise."),
    ("'Claim' is not iterable", "A whole row cannot be searched for a word; one of its entries can, such as row.attributed_to."),
    ("'datetime.date' and 'int'", "A date moves by a step of days, such as dt.timedelta(days=3), and not by a number."),
    ("'list' and 'list'", NO_ARRAY),
    ("non-int of type 'list'", NO_ARRAY),
    ("'int' and 'str'", "A number and a text cannot be added. A loop over a dictionary goes through its names, and not its values."),
    ("NoneType", "None is what a function gives that ends without a return, and what print gives."),
]


def plain(error: str) -> str:
    """The error's text without what says nothing to a learner: the file of a cell, and addresses in memory."""
    return BY_ADDRESS.sub(r"\1", IN_A_CELL.sub(r"(line \1)", error))


def advice(error: str, answer: str, words: str) -> str:
    """What to say after an error with this text; empty if nothing is better than the error itself. ``words``: the exercise's own texts
    for the task, in which a name that is a word stands in quotation marks."""
    if name := UNDEFINED.search(error):
        return _undefined(name[1], answer, words)
    if "KeyError" in error and (name := BY_ADDRESS.search(error)):  # an entry was asked for with the function of that name
        return _a_word(name[1])
    if name := UNBOUND.search(error):
        return f"Give {name[1]} its first value inside the function, before the line that uses it."
    if name := OF_A_DICT.search(error):
        return f'An entry of a dictionary is taken with square brackets and quotation marks: ["{name[1]}"].'
    if (name := OF_AN_ARRAY.search(error)) and name[1] in IN_NUMPY:
        return f"NumPy has it before the brackets: np.{name[1]}(...)."
    if "truth value of an array" in error:
        return IN_ARRAYS if _joins_comparisons(answer) else ONE_FOR_EACH
    if "invalid syntax" in error and re.search(r"&&|\|\||![^=]", answer):
        return "Python writes and, or, not."
    return next((said for piece, said in SAID if piece in error), "")


def _undefined(name: str, answer: str, words: str) -> str:
    if any(isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store) for node in ast.walk(_parsed(answer))):
        return f"Give {name} its first value before the line that uses it. The check begins anew: nothing is left over from what you ran before."
    if re.search(rf"""["']{re.escape(name)}["']""", words):
        return _a_word(name)
    if name in IN_NUMPY:
        return f"It belongs to NumPy: np.{name}(...)."
    return "Is it spelt as in the exercise? The check begins anew: nothing is left over from what you ran before."


def _a_word(name: str) -> str:
    return f'If {name} is meant as a word, it stands in quotation marks: "{name}".'


def _joins_comparisons(answer: str) -> bool:
    """Does it have an "and" or an "or", or a comparison in several steps, which is how an & without brackets is read?"""
    return any(isinstance(node, ast.BoolOp) or isinstance(node, ast.Compare) and len(node.ops) > 1 for node in ast.walk(_parsed(answer)))


def seen_in(source: str, wanted: str) -> str:
    """What an answer that is not right shows when it is read, in words; empty if nothing. ``wanted``: the solution, which says which
    functions have to return something."""
    tree, asked = _parsed(source), {each.name for each in _functions(_parsed(wanted)) if _returns(each)}
    for function in _functions(tree):
        if function.name in asked and (said := _gives_nothing(function)):
            return said
    for place in (tree, *_functions(tree)):
        read: set[str] = set()  # below the line
        for line in reversed(place.body):
            if said := _begun_anew(line, read if place is not tree else None):
                return said
            read |= _read([line])
    for function in _functions(tree):
        if any(map(_ends_at_once, _own(function))):
            return (f"The return in {function.name} stands inside the loop, so the function ends in the loop's first round. Which line is "
                    "to run when the loop is over?")
    shown = tree.body[-1:]  # what a cell ends with is shown below it: a way to look at one's answer
    return next((said for node in ast.walk(tree) if (said := _keeps_nothing(node, node in shown))), "") or _rounded(tree, _parsed(wanted))


def _parsed(source: str) -> ast.Module:
    """The answer's tree; an empty one for text that is no Python, or none that can be read as such."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of its escapes, which are the learner's business
            return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ast.Module([], [])


def _functions(tree: ast.Module) -> list[ast.FunctionDef]:
    return [node for node in tree.body if isinstance(node, ast.FunctionDef)]


def _keeps_nothing(node: ast.AST, shown: bool) -> str:
    """For a line that works something out and leaves it there."""
    if not isinstance(node, ast.Expr):
        return ""
    if isinstance(node.value, ast.Compare):
        return f"Line {node.lineno} compares and keeps nothing of it: = gives a name a value, == compares."
    if not shown and (isinstance(node.value, ast.BinOp) or _calls(node.value, "round", "abs", "sorted")):
        return f"Line {node.lineno} works something out and keeps nothing of it. Which name is to have that value?"
    return ""


def _rounded(tree: ast.Module, wanted: ast.Module) -> str:
    rounds, asked = (any(_calls(node, "round", "around") for node in ast.walk(each)) for each in (tree, wanted))
    return "Your answer rounds, and the task does not ask for that. What comes out if you leave it out?" if rounds and not asked else ""


def _calls(node: ast.AST, *names: str) -> bool:
    """Is it a call of a function with one of these names, of Python's own or NumPy's?"""
    if not isinstance(node, ast.Call):
        return False
    return (node.func.id if isinstance(node.func, ast.Name) else node.func.attr if isinstance(node.func, ast.Attribute) else "") in names


def _own(node: ast.AST) -> Iterator[ast.AST]:
    """All below a node, but not what is in functions that it defines. Without recursion: an answer may be nested deeply."""
    waiting = [node]
    while waiting:
        for child in ast.iter_child_nodes(waiting.pop()):
            if not isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)):
                yield child
                waiting.append(child)


def _returns(function: ast.FunctionDef) -> bool:
    """Does it return, or yield, something that is not what print gives?"""
    return any((isinstance(node, ast.Return) and node.value is not None and not _calls(node.value, "print"))
               or isinstance(node, (ast.Yield, ast.YieldFrom)) for node in _own(function))


def _gives_nothing(function: ast.FunctionDef) -> str:
    if _returns(function):
        return ""
    if any(_calls(node, "print") for node in _own(function)):
        return f"{function.name} prints its answer. Printing only shows it: with return it is given to whoever calls the function."
    return f"{function.name} ends without giving anything: its answer is to follow the word return."


# ---- loops ---------------------------------------------------------------------------------------------------------------


def _ends_at_once(node: ast.AST) -> bool:
    """Is it a loop that returns in its first round, whatever happens?"""
    return isinstance(node, (ast.For, ast.While)) and any(isinstance(line, ast.Return) for line in node.body)


def _read(lines: Sequence[ast.AST]) -> set[str]:
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
    """The name that is added to here, if one is, such as found in ``found = found + [day]``."""
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id in _read([node.value]):
        return node.targets[0].id
    if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
        return node.target.id
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name) \
            and node.func.attr in {"append", "add", "extend"}:
        return node.func.value.id
    return ""
