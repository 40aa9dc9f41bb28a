"""Answers that cheat or break things, one function of the sample exercise's parts for each kind. Never run outside a check.

A cheating answer does not work the task out: it tries to get the right text printed all the same. A breaking one is right for its
own task, where it can be, and harms what runs after it, or the machine. ``test_hostile_answers.py`` says what must become of each.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """``source``: an answer to the sample's first task; ``verdicts``: the kinds of verdict that it may get."""

    name: str
    source: str
    verdicts: tuple[str, ...]


# ---- cheating --------------------------------------------------------------------------------------------------------
# Under the learner's own seed everybody can see what the checks print: REPLAY holds these texts in order. A cheat that REPLAYS prints
# them whatever is asked, which fools a check with those numbers alone; the others are refused by the first round already.

PRELUDE = "gap = 0\ntexts = iter(REPLAY * 9)\n"
REPLAYS: dict[str, str] = {}
OTHERS: dict[str, str] = {}


def cheat(kinds: dict[str, str]) -> Callable[[Callable[[], str]], None]:
    """A way to cheat, named as its function is."""
    def add(function: Callable[[], str]) -> None:
        kinds[function.__name__.replace("_", " ")] = PRELUDE + function()
    return add


@cheat(REPLAYS)
def print_replaced():
    return "import builtins, sys\nbuiltins.print = lambda *parts, **how: [sys.stdout.write(next(texts))].clear()"


@cheat(REPLAYS)
def shown_replaced():
    return "import notices.course.exercises as module\nshown = module.shown = lambda value: REPLAY[0].split()[-2]"


@cheat(REPLAYS)
def a_value_that_shows_itself_as_it_likes():
    return "class Text(str): pass\ngap = Text(REPLAY[0].split()[-2])"


@cheat(REPLAYS)
def standard_output_wrapped():
    return """
import sys
class Out:
    def __init__(self, out): self.out = out
    def write(self, text):
        if text.endswith(".\\n") or text.endswith("."): self.out.write(next(texts))
    def __getattr__(self, name): return getattr(self.out, name)
sys.stdout = Out(sys.stdout)"""


@cheat(REPLAYS)
def an_input_transformer():
    return """
def instead(lines): return ["print(%r, end='')" % REPLAY[0]] if "shown(gap)" in "".join(lines) else lines
get_ipython().input_transformers_cleanup.append(instead)"""


@cheat(REPLAYS)
def a_syntax_tree_transformer():
    return """
import ast
class Instead(ast.NodeTransformer):
    def visit_Module(self, node):
        return ast.parse("print(%r, end='')" % next(texts)) if "print" in ast.dump(node) else node
get_ipython().ast_transformers.append(Instead())"""


@cheat(REPLAYS)
def events_before_and_after_a_cell():
    return """
import builtins, sys
shell = get_ipython()
def before(info):
    if "print(" in info.raw_cell: sys.stdout.write(next(texts))
def after(result): pass
builtins.print = lambda *parts, **how: None
shell.events.register("pre_run_cell", before)
shell.events.register("post_run_cell", after)"""


@cheat(REPLAYS)
def the_kernels_own_way_of_running_cells():
    return """
async def do_execute(code, *args, **kwargs):
    if "print(" in code: print(next(texts), end="")
    return {"status": "ok", "execution_count": 1, "payload": [], "user_expressions": {}}
get_ipython().kernel.do_execute = do_execute"""


@cheat(REPLAYS)
def forged_messages():
    return """
session = get_ipython().kernel.session
def sent(stream, message, *more, **how):
    if isinstance(message, dict) and message["msg_type"] == "stream": message["content"] = {"name": "stdout", "text": next(texts)}
    return type(session).send(session, stream, message, *more, **how)
session.send = sent"""


@cheat(REPLAYS)
def a_trace_that_changes_variables():
    return """
import sys
def trace(frame, event, argument):
    if "gap" in frame.f_globals: frame.f_globals["gap"] = REPLAY[0].split()[-2]
sys.settrace(trace)
class Shown:
    def __call__(self, value): return REPLAY[0].split()[-2]
shown = Shown()"""


@cheat(REPLAYS)
def the_same_numbers_for_every_seed():
    """The right answer to the question for one set of numbers."""
    return """
import numpy.random
draws = numpy.random.default_rng
numpy.random.default_rng = lambda seed=None: draws(3)
gap = opens_on if opens_on == int(REPLAY[0].split()[-2]) else 0"""


@cheat(OTHERS)
def orders_to_nbval():
    return "# NBVAL_SKIP\n#NBVAL_IGNORE_OUTPUT\n# PYTEST_VALIDATE_IGNORE_OUTPUT\n  ## NBVAL_RAISES_EXCEPTION\n# NBVAL_CHECK_OUTPUT"


@cheat(OTHERS)
def other_cells_run_by_the_answer():
    return "get_ipython().run_cell('print(REPLAY[0])', store_history=True)\nget_ipython().set_next_input('gap = 1')\n%xmode Minimal"


@cheat(OTHERS)
def output_cleared_after_the_fact():
    return """
from IPython.display import clear_output, display
def shown(value):
    print(REPLAY[0], end="")
    clear_output()
    display("x", display_id="one").update(REPLAY[0])
    return 0"""


@cheat(OTHERS)
def a_comparison_that_is_always_equal():
    return """
class Same(str):
    __eq__ = lambda self, other: True
    __hash__ = str.__hash__
gap = Same("1")"""


@cheat(OTHERS)
def an_error_after_the_right_text():
    return "print(REPLAY[0], end='')\nraise SystemExit(0)"


@cheat(OTHERS)
def the_check_told_that_it_is_over():
    """Forged: the end of the check cell, before it has printed anything, and its reply."""
    return """
kernel = get_ipython().kernel
def before(info):
    parent = kernel.get_parent()
    for kind, content in [("stream", {"name": "stdout", "text": REPLAY[1]}), ("status", {"execution_state": "idle"})]:
        kernel.session.send(kernel.iopub_socket, kind, content, parent=parent)
    kernel.session.send(kernel.shell_stream, "execute_reply", {"status": "ok"}, parent=parent)
get_ipython().events.register("pre_run_cell", before)"""


@cheat(OTHERS)
def outputs_under_other_names():
    """Streams and errors that a comparison might pass over."""
    return """
kernel = get_ipython().kernel
def shown(value):
    for name in ["output_type", "metadata", "name", "execution_count"]:
        kernel.session.send(kernel.iopub_socket, "stream", {"name": name, "text": REPLAY[0]}, parent=kernel.get_parent())
    return 1"""


@cheat(OTHERS)
def the_package_patched():
    return """
import notices, notices.timeline
notices.explain = notices.timeline.explain = explain = lambda *args, **kwargs: type("", (), {"days": {"appeared": 3}})"""


CHEATS = REPLAYS | OTHERS

# ---- breaking ------------------------------------------------------------------------------------------------------------

RIGHT = "gap = opens_on - 0\n"  # the sample's first task
STOPPED, ERROR, PASSED = ("stopped",), ("error",), ("passed",)
ANY = ("stopped", "error", "wrong", "passed", "start")  # its own mark is its own affair: the answer to its task is right

BREAKS = [
    Kind("Python ended at once", "import os\nos._exit(0)", STOPPED),
    Kind("Python killed", "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)", STOPPED),
    Kind("Python crashed", "import ctypes\nctypes.string_at(0)", STOPPED),
    Kind("exit asked for", RIGHT + "exit()", ("error", "passed", "stopped")),
    Kind("SystemExit", RIGHT + "raise SystemExit", ERROR),
    Kind("a restart asked for", RIGHT + """
kernel = get_ipython().kernel
kernel.do_shutdown(True)
kernel.io_loop.stop()""", ANY),
    Kind("everything in reach killed", RIGHT + """
import os, signal
for number in [-1, 1, os.getppid()]:
    try: os.kill(number, signal.SIGKILL)
    except OSError: pass""", ANY),
    Kind("a loop that catches what should end it", """
while True:
    try:
        while True: pass
    except BaseException: pass""", STOPPED),
    Kind("a number that takes too long", "gap = 3 ** 10 ** 9", STOPPED),
    Kind("memory taken at once", "held = [bytearray(b'x') * 400_000_000 for step in range(100)]", ("stopped", "error")),
    Kind("memory taken slowly", """
import time
held = []
while True:
    held.append(bytearray(b"x") * 60_000_000)
    time.sleep(0.01)""", ("stopped", "error")),
    Kind("memory taken by many", """
import os, time
for child in range(30):
    if os.fork() == 0:
        held = bytearray(b"x") * 150_000_000
        time.sleep(60)
time.sleep(60)""", STOPPED),
    Kind("processes without end", """
import os
while True:
    try: os.fork()
    except OSError: pass""", STOPPED),
    Kind("threads without end", RIGHT + """
import threading, time
try:
    while True: threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
except RuntimeError: pass""", ANY),
    Kind("print without end", "while True: print('x' * 100)", STOPPED),
    Kind("one print of a gigabyte", "print('x' * 1_000_000_000)", ("stopped", "error")),
    Kind("one message of many parts", """
import zmq
part, socket = b"x" * 1_000_000, get_ipython().kernel.iopub_thread.socket
for number in range(20_000): socket.send(part, zmq.SNDMORE, copy=False)""", ("stopped", "wrong", "error")),
    Kind("messages of a kind that shows nothing", """
kernel = get_ipython().kernel
while True: kernel.session.send(kernel.iopub_socket, "comm_msg", {"data": "x" * 10_000}, buffers=[b"y" * 10_000])""", STOPPED),
    Kind("messages without anything in them", """
socket = get_ipython().kernel.iopub_socket
while True: socket.send_multipart([b''])""", STOPPED),
    Kind("pages and scripts without end", """
from IPython.display import HTML, Javascript, display
while True: display(HTML("<b>x</b>" * 99), Javascript("alert(1)"))""", STOPPED),
    Kind("long lines that are nearly right", """
gap = "\\n".join(f"A-21 does not know for {day} days. " + "y" * day for day in range(1_500))""", ("wrong", "stopped")),
    Kind("an error with a name and a text without end", """
raise type("Name\\n" * 9_000, (Exception,), {})("\\x1b[2J\\ud800" * 20_000)""", ERROR),
    Kind("files without end", RIGHT + """
import os
for folder in ["/tmp", "/dev/shm", os.path.expanduser("~"), os.getcwd(), "/"]:
    try:
        for number in range(10_000):
            with open(f"{folder}/{number}", "wb") as file: file.write(b"x" * 5_000_000)
    except OSError: pass""", ANY),
    Kind("folders one in the other without end", RIGHT + """
import os
os.chdir("/tmp")
for depth in range(3_000):
    os.mkdir("d")
    os.chdir("d")
os.chmod(".", 0)""", ANY),
]

# What an answer leaves behind for those after it: a right answer that harms the others, which still get their marks.
AFTERMATHS = [
    Kind("names of ours used for its own", RIGHT + "opens_on = aware = seed = shown = explain = np = load_system = list = print = 5", ANY),
    Kind("functions of ours and of Python replaced", RIGHT + """
import builtins, numpy, notices, notices.course.exercises.shown as module
builtins.print = builtins.len = builtins.__import__ = lambda *args, **kwargs: 0
module.shown = shown = numpy.where = notices.explain = builtins.len""", ANY),
    Kind("a thread that ends Python later", RIGHT + """
import os, threading, time
threading.Thread(target=lambda: (time.sleep(0.05), os._exit(1))).start()""", ANY),
    Kind("a thread that prints into what others print", RIGHT + """
import sys, threading, time
def say():
    while True:
        sys.__stdout__.write("."), print(".", flush=True), time.sleep(0.001)
threading.Thread(target=say, daemon=True).start()""", ANY),
    Kind("a trace and a collector that strike later", RIGHT + """
import gc, sys
cells = 0
def strike(*_):
    raise RuntimeError("struck")
def begin(info):
    global cells
    cells += 1
    if cells > 2: sys.settrace(strike), gc.callbacks.append(strike), sys.setrecursionlimit(60)
get_ipython().events.register("pre_run_cell", begin)""", ANY),
    Kind("signals that strike later", RIGHT + """
import signal
signal.signal(signal.SIGALRM, signal.default_int_handler)
signal.setitimer(signal.ITIMER_REAL, 0.02, 0.02)""", ANY),
    Kind("limits of its own", RIGHT + """
import resource
for name in ["RLIMIT_AS", "RLIMIT_NOFILE", "RLIMIT_FSIZE", "RLIMIT_STACK"]: resource.setrlimit(getattr(resource, name), (1, 1))""", ANY),
    Kind("sockets and files closed", RIGHT + "import os\nos.closerange(0, 200)", ANY),
    Kind("messages that are none", RIGHT + """
import threading, time
kernel = get_ipython().kernel
def junk():
    while True:
        for parts in [[b""], [b"<IDS|MSG>"], [b"<IDS|MSG>", b"x", *[b"{}"] * 4], [b"a"] * 9, [b"\\xff"]]:
            kernel.iopub_socket.send_multipart(parts)
        for content in [{"ename": 5, "evalue": None, "traceback": 7}, [], {"name": 1, "text": []}, {"text": "\\x1b[2J"}]:
            kernel.session.send(kernel.iopub_socket, "error", content, parent=kernel.get_parent())
            kernel.session.send(kernel.iopub_socket, "stream", content, parent=kernel.get_parent())
            kernel.session.send(kernel.iopub_socket, "status", {"execution_state": "idle"}, parent=kernel.get_parent())
        time.sleep(0.005)
threading.Thread(target=junk, daemon=True).start()""", ANY),
    Kind("the ways in which cells are run", RIGHT + """
shell = get_ipython()
def fail(*args, **kwargs): raise KeyboardInterrupt
for name in ["pre_execute", "pre_run_cell", "post_run_cell"]: shell.events.register(name, fail)
shell.input_transformers_cleanup.append(fail)
shell.display_formatter.format = shell.displayhook.finish_displayhook = fail
import sys
sys.displayhook = sys.excepthook = fail""", ANY),
    Kind("the folder it works in taken away", RIGHT + "import os, shutil\nshutil.rmtree(os.getcwd(), ignore_errors=True)\nos.chdir('/')", ANY),
]
