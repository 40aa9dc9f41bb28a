"""Slips that can happen in any answer: what an error most likely means, and what an answer's own text shows.

What belongs to one task only is among the known wrong answers of that task (:mod:`notices.course.exercises.source`). Nothing here runs
an answer: it is read as text. Whoever calls this bounds its length (:data:`~notices.course.exercises.lift.LARGEST_ANSWER`): reading
takes up to a second and 100 MB for the worst text of that length.
"""

from __future__ import annotations

import ast
import re
import threading
import warnings
from collections.abc import Container, Iterable, Iterator

UNDEFINED = re.compile(r"name '([^']+)' is not defined")
UNBOUND = re.compile(r"local variable '([^']+)'")
IN_A_CELL = re.compile(r"\(\d+\.py, line (\d+)\)")  # a cell has no file name that a learner knows
ON_LINE = re.compile(r"line (\d+)\)")
BY_ADDRESS = re.compile(r"<\w+ (\w+) at 0x\w+>")  # a function, say
OF_A_DICT = re.compile(r"'dict' object has no attribute '([^']+)'")
OF_AN_ARRAY = re.compile(r"'numpy\.ndarray' object has no attribute '([^']+)'")
OF_ANOTHER_LANGUAGE = re.compile(r"&&|\|\||!(?!=)")
QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|#.*")
IN_NUMPY = {"array", "median", "mean", "std", "sqrt", "quantile", "percentile", "where", "arange"}
IN_ARRAYS = "Between arrays, “and” is written & and “or” is written |, and each comparison stands in brackets: (a == 1) & (b > 2)."
ONE_FOR_EACH = "Here is a yes or no for each place of an array, and one is needed: np.all, np.any or np.sum makes one of many; “not” is ~."
NO_ARRAY = "A list is no array: take its places one by one, such as one[0], or make an array of it with np.array."
A_TIMES = "Is a * missing between two values?"

# A piece of the error's text, and what to say then: the error's own words were written for programmers.
SAID = [(re.compile(piece), said) for piece, said in (
    (r"bitwise_(and|or)", IN_ARRAYS),
    (r"for [&|]: '(int|float|bool)' and '(int|float|bool)'", "Without brackets & and | go before ==, < and >: write (a == 1) & (b > 2)."),
    (r"boolean subtract", "Yes and no cannot be subtracted: make a number of each array first, with np.sum or np.mean."),
    (r"'ellipsis'", "Is there still a ... in your answer where a value belongs?"),
    (r"^IndexError: only integers, slices", "A place in an array is a whole number."),
    (r"'return' outside function", "A return belongs to a function: it stands below the line with def, and further in."),
    (r"Maybe you meant '=='", "= gives a name a value, == compares; in a dictionary a colon stands between a name and its value."),
    (r"incomplete input", "Is a bracket not closed?"),
    (r"forgot a comma", A_TIMES),
    (r"'(int|float)' object is not callable", A_TIMES),
    (r"'dict' object is not callable", "An entry of a dictionary is taken with square brackets."),
    (r"^KeyError: '", "There is no entry of that name. Is it spelt as in the exercise?"),
    (r"^KeyError: [\d(]", "There is no entry of that name. If a word is meant, it stands in quotation marks."),
    (r"'Claim' is not iterable", "A whole row cannot be searched for a word; one of its entries can, such as row.attributed_to."),
    (r"for [+-]: 'datetime.date' and 'int'", "A date moves by a step of days, such as dt.timedelta(days=3), and not by a number."),
    (r"for [-*/]: 'list' and", NO_ARRAY),
    (r"non-int of type 'list'", NO_ARRAY),
    (r"for \+: 'int' and 'str'",
     "A number and a text cannot be added. A loop over a dictionary goes through its names, and not its values."),
    (r"'NoneType'", "None is what a function gives that ends without a return, and what print gives."),
)]

_reading = threading.Lock()  # what is done about warnings is done for all threads


def plain(error: str) -> str:
    """The error's text without what says nothing to a learner: the file of a cell, and addresses in memory."""
    return BY_ADDRESS.sub(r"\1", IN_A_CELL.sub(r"(line \1)", error))


def advice(error: str, answer: str, words: str) -> str:
    """What to say after an error, given as "name: text"; empty if nothing is better than the error itself. ``words``: the exercise's own
    texts for the task, in which a name that is a word stands in quotation marks."""
    if name := UNDEFINED.search(error):
        return _undefined(name[1], answer, words)
    if error.startswith("KeyError: <") and (name := BY_ADDRESS.search(error)):  # an entry was asked for with the function of that name
        return _a_word(name[1])
    if name := UNBOUND.search(error):
        return f"Give {name[1]} its first value inside the function, before the line that uses it."
    if name := OF_A_DICT.search(error):
        return f'An entry of a dictionary is taken with square brackets and quotation marks: ["{name[1]}"].'
    if (name := OF_AN_ARRAY.search(error)) and name[1] in IN_NUMPY:
        return f"NumPy has it before the brackets: np.{name[1]}(...)."
    if "truth value of an array" in error:
        return IN_ARRAYS if _joins_comparisons(answer) else ONE_FOR_EACH
    if "invalid syntax" in error and OF_ANOTHER_LANGUAGE.search(QUOTED.sub("", _line_of(error, answer))):
        return "Python writes and, or, not."
    return next((said for piece, said in SAID if piece.search(error)), "")


def _undefined(name: str, answer: str, words: str) -> str:
    if any(isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store) for node in ast.walk(_parsed(answer))):
        return (f"Give {name} its first value before the line that uses it. The check begins anew: nothing is left over from what you ran "
                "before.")
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


def _line_of(error: str, answer: str) -> str:
    """The line of the answer that the error names; empty if it names none."""
    named, lines = ON_LINE.search(error), answer.splitlines()
    return lines[int(named[1]) - 1] if named and 0 < int(named[1]) <= len(lines) else ""


# ---- what an answer's text shows ----------------------------------------------------------------------------------------


def seen_in(source: str, wanted: str) -> str:
    """What an answer that is not right shows when it is read, in words; empty if nothing. ``wanted``: the solution."""
    tree, asked = _parsed(source), _parsed(wanted)
    return _no_return(tree, asked) or _in_a_loop(tree) or _kept_nothing(tree) or _rounded(tree, asked)


def no_return(source: str, wanted: str) -> str:
    """For a function that gives nothing back, where the solution has one of that name that does."""
    return _no_return(_parsed(source), _parsed(wanted))


def kept_nothing(source: str) -> str:
    """For a line that works something out and leaves it there."""
    return _kept_nothing(_parsed(source))


def _no_return(tree: ast.Module, wanted: ast.Module) -> str:
    asked = {each.name for each in _functions(wanted) if _returns(each)}
    for function in _functions(tree):
        if function.name not in asked or _returns(function):
            continue
        if any(_calls(node, "print") for node in _own(function)):
            return f"{function.name} prints its answer. Printing only shows it: with return it is given to whoever calls the function."
        return f"{function.name} ends without giving anything: its answer is to follow the word return."
    return ""


def _kept_nothing(tree: ast.Module) -> str:
    shown = tree.body[-1:]  # what a cell ends with is shown below it: a way to look at one's answer
    for node in ast.walk(tree):
        if not isinstance(node, ast.Expr) or node in shown:
            continue
        if isinstance(node.value, ast.Compare):
            return f"Line {node.lineno} compares and keeps nothing of it: = gives a name a value, == compares."
        if isinstance(node.value, ast.BinOp) or _calls(node.value, "round", "abs", "sorted"):
            return f"Line {node.lineno} works something out and keeps nothing of it. Which name is to have that value?"
    return ""


def _rounded(tree: ast.Module, wanted: ast.Module) -> str:
    if not _keeps_rounded(tree) or any(_calls(node, "round", "around") for node in ast.walk(wanted)):
        return ""
    return "Your answer rounds, and the task does not ask for that. What comes out if you leave it out?"


def _keeps_rounded(tree: ast.Module) -> bool:
    """Does a name get, or a function give, something rounded? (To look at a rounded value changes nothing.)"""
    kept = [node.value for node in ast.walk(tree) if isinstance(node, (ast.Assign, ast.AugAssign, ast.Return)) and node.value]
    return any(_calls(node, "round", "around") for value in kept for node in ast.walk(value))


# ---- loops ---------------------------------------------------------------------------------------------------------------


def _in_a_loop(tree: ast.Module) -> str:
    """A list or a count that is lost in each round, or a return in the first one."""
    # Outside functions, the check may read whatever there is.
    for place, read in ((tree, _read([tree]) | _given(tree)), *((function, set()) for function in _functions(tree))):
        for line in reversed(place.body):  # ``read``: the names whose values are used below the line
            if said := _begun_anew(line, read):
                return said
            read -= _given_at_once(line)
            read |= _read([line])
    return next((f"The return in {function.name} stands inside the loop, so the function ends in the loop's first round. Which line is to "
                 "run when the loop is over?" for function in _functions(tree) if any(map(_ends_at_once, _own(function)))), "")


def _ends_at_once(node: ast.AST) -> bool:
    """Is it a loop that returns in its first round, whatever happens?"""
    if not isinstance(node, (ast.For, ast.While)):
        return False
    at = next((nth for nth, line in enumerate(node.body) if isinstance(line, ast.Return)), None)
    return at is not None and not any(isinstance(each, (ast.Continue, ast.Break)) for line in node.body[:at] for each in ast.walk(line))


def _begun_anew(loop: ast.stmt, read: Container[str]) -> str:
    """For a list or a count that a loop begins in each round and only fills, and that is ``read`` when the loop is over."""
    if not isinstance(loop, (ast.For, ast.While)):
        return ""
    begun = [line.targets[0].id for line in loop.body if isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Name)
             and (isinstance(line.value, ast.Constant) or isinstance(line.value, ast.List) and not line.value.elts)]
    if not begun:
        return ""
    fillings = {id(name): name.id for node in _own(loop) for name in _filled(node)}
    filled = set(fillings.values())
    used = {node.id for node in _own(loop) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and id(node) not in fillings}
    return next((f"{name} begins anew in each round of the loop, so what earlier rounds found is lost. Where must its first line stand?"
                 for name in begun if name in filled and name not in used and name in read), "")


def _filled(node: ast.AST) -> list[ast.Name]:
    """The places at which a name stands only to be added to: ``found += 1``, ``found = found + 1``, ``found.append(day)``."""
    if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
        return [node.target]
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
        return [each for each in ast.walk(node.value) if isinstance(each, ast.Name) and each.id == node.targets[0].id]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name) \
            and node.func.attr in {"append", "add", "extend"}:
        return [node.func.value]
    return []


# ---- reading an answer ---------------------------------------------------------------------------------------------------


def _parsed(source: str) -> ast.Module:
    """The answer's tree; an empty one for text that is no Python, or none that can be read as such."""
    try:
        with _reading, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of its escapes, which are the learner's business
            return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ast.Module([], [])


def _functions(tree: ast.Module) -> list[ast.FunctionDef]:
    return [node for node in tree.body if isinstance(node, ast.FunctionDef)]


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


def _calls(node: ast.AST, *names: str) -> bool:
    """Is it a call of a function with one of these names, of Python's own or NumPy's?"""
    if not isinstance(node, ast.Call):
        return False
    return (node.func.id if isinstance(node.func, ast.Name) else node.func.attr if isinstance(node.func, ast.Attribute) else "") in names


def _read(nodes: Iterable[ast.AST]) -> set[str]:
    """The names whose values are used here."""
    return {each.id for node in nodes for each in ast.walk(node) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Load)}


def _given(node: ast.AST) -> set[str]:
    """The names that are given a value somewhere here."""
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)}


def _given_at_once(line: ast.stmt) -> set[str]:
    """The names that this line itself gives a new value, whatever happens."""
    return {target.id for target in line.targets if isinstance(target, ast.Name)} if isinstance(line, ast.Assign) else set()
