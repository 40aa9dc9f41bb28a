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


# ---- cheating: whatever the check prints under the learner's own seed is known (``REPLAY`` says it), under a fresh one it is not ----

CHEATS: dict[str, str] = {}


def cheat(function: Callable[[], str]) -> Callable[[], str]:
    """A way to print ``REPLAY``, a text for each check, whatever is asked."""
    CHEATS[function.__name__.replace("_", " ")] = function()
    return function


@cheat
def print_replaced():
    return "import builtins\ntexts = iter(REPLAY * 9)\nsay = print\nbuiltins.print = lambda *parts, **how: say(next(texts), end='')"


@cheat
def shown_replaced():
    return "import notices.course.exercises.shown as module\nshown = module.shown = lambda value: REPLAY[0].split()[-2]"


@cheat
def a_value_that_shows_itself_as_it_likes():
    return """
class Gap(float):
    def __int__(self): return int(REPLAY[0].split()[-2])
    __float__ = __format__ = __index__ = __trunc__ = __int__
    def __str__(self, *_): return REPLAY[0].split()[-2]
    __repr__ = __str__
    def __eq__(self, other): return True
    __hash__ = float.__hash__
gap = Gap(1.5)"""


@cheat
def standard_output_wrapped():
    return """
import sys
class Out:
    def __init__(self, out): self.out, self.texts, self.done = out, iter(REPLAY * 9), 0
    def write(self, text):
        if text.endswith("\\n"): self.out.write(next(self.texts))
    def __getattr__(self, name): return getattr(self.out, name)
sys.stdout = Out(sys.stdout)"""


@cheat
def an_input_transformer():
    return """
texts = iter(REPLAY * 9)
def instead(lines): return ["print(%r, end='')" % next(texts)] if "print(" in "".join(lines) else lines
get_ipython().input_transformers_cleanup.append(instead)"""


@cheat
def a_syntax_tree_transformer():
    return """
import ast
class Instead(ast.NodeTransformer):
    texts = iter(REPLAY * 9)
    def visit_Module(self, node):
        return ast.parse("print(%r, end='')" % next(self.texts)) if "print" in ast.dump(node) else node
get_ipython().ast_transformers.append(Instead())"""


@cheat
def events_before_and_after_a_cell():
    return """
import sys
texts, out = iter(REPLAY * 9), sys.stdout
def after(result):
    sys.stdout.flush()
    print(next(texts), end="")
get_ipython().events.register("post_run_cell", after)"""


@cheat
def the_kernels_own_way_of_running_cells():
    return """
kernel, texts = get_ipython().kernel, iter(REPLAY * 9)
async def do_execute(code, *args, **kwargs):
    if "print(" in code: print(next(texts), end="")
    return {"status": "ok", "execution_count": 1, "payload": [], "user_expressions": {}}
kernel.do_execute = do_execute"""


@cheat
def forged_messages():
    return """
kernel, texts = get_ipython().kernel, iter(REPLAY * 9)
send = kernel.session.send
def sent(stream, kind, content=None, **kwargs):
    if kind == "stream" and isinstance(content, dict): content = {"name": "stdout", "text": next(texts)}
    return send(stream, kind, content, **kwargs)
kernel.session.send = sent
def before(info):
    for kind, content in [("stream", {"name": "stdout", "text": REPLAY[0]}), ("status", {"execution_state": "idle"})]:
        send(kernel.iopub_socket, kind, content, parent=kernel.get_parent())
get_ipython().events.register("pre_run_cell", before)"""


@cheat
def the_same_numbers_for_every_seed():
    return """
import numpy.random
draws = numpy.random.default_rng
numpy.random.default_rng = lambda seed=None: draws(3)"""


@cheat
def the_package_patched():
    return """
import notices, notices.timeline, numpy
notices.explain = notices.timeline.explain = lambda *args, **kwargs: type("", (), {"days": {"appeared": 3}})
explain = notices.explain
numpy.ndarray.mean = None if False else numpy.ndarray.mean"""


@cheat
def a_trace_that_changes_variables():
    return """
import sys
def trace(frame, event, argument):
    if "gap" in frame.f_globals: frame.f_globals["gap"] = REPLAY[0].split()[-2]
    return trace
sys.settrace(trace)"""


@cheat
def orders_to_nbval():
    return "# NBVAL_SKIP\n#NBVAL_IGNORE_OUTPUT\n# PYTEST_VALIDATE_IGNORE_OUTPUT\n  ## NBVAL_RAISES_EXCEPTION\n# NBVAL_CHECK_OUTPUT\ngap = 0"


@cheat
def other_cells_run_by_the_answer():
    return "get_ipython().run_cell('print(REPLAY[0])', store_history=True)\nget_ipython().set_next_input('gap = 1')\n%xmode Minimal"


@cheat
def output_cleared_after_the_fact():
    return """
from IPython.display import clear_output, display, update_display
handle = display("x", display_id="one")
print(REPLAY[0], end="")
clear_output()
handle.update(REPLAY[0])"""


@cheat
def a_comparison_that_is_always_equal():
    return """
class Same(str):
    __eq__ = lambda self, other: True
    __hash__ = str.__hash__
gap = Same("1")"""


@cheat
def an_error_that_is_said_to_be_expected():
    return "gap = 0\nprint(REPLAY[0], end='')\nraise SystemExit(0)"


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
    Kind("a restart asked for", RIGHT + "import IPython\nIPython.get_ipython().kernel.do_shutdown(True)\nIPython.Application.instance().kernel.io_loop.stop()", ANY),
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
    Kind("memory taken slowly", "import time\nheld = []\nwhile True:\n    held.append(bytearray(b'x') * 60_000_000)\n    time.sleep(0.01)", ("stopped", "error")),
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
for number in range(20_000): socket.send(part, zmq.SNDMORE, copy=False)""", STOPPED),
    Kind("messages of a kind that shows nothing", """
kernel = get_ipython().kernel
while True: kernel.session.send(kernel.iopub_socket, "comm_msg", {"data": "x" * 10_000}, buffers=[b"y" * 10_000])""", STOPPED),
    Kind("messages without anything in them", "socket = get_ipython().kernel.iopub_socket\nwhile True: socket.send_multipart([b''])", STOPPED),
    Kind("pages and scripts without end", "from IPython.display import HTML, Javascript, display\nwhile True: display(HTML('<b>x</b>' * 99), Javascript('alert(1)'))",
         STOPPED),
    Kind("long lines that are nearly right", "gap = '\\n'.join(f'A-21 does not know for {day} days. ' + 'y' * day for day in range(1_500))", ("wrong", "stopped")),
    Kind("an error with a name and a text without end", "raise type('Name\\n' * 9_000, (Exception,), {})('\\x1b[2J\\ud800' * 20_000)", ("error",)),
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
builtins.print = builtins.len = builtins.__import__ = module.shown = shown = numpy.where = notices.explain = lambda *args, **kwargs: 0""", ANY),
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
        for parts in [[b""], [b"<IDS|MSG>"], [b"<IDS|MSG>", b"x", *[b"{}"] * 4], [b"a"] * 9, [b"\\xff"]]: kernel.iopub_socket.send_multipart(parts)
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
