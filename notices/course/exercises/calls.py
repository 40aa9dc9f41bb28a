"""The system calls that a box refuses: ways out of its limits for which a learner's Python has no use.

Without them a process could make a name space of its own and in it a file system of any size, hold memory that is counted
nowhere, leave notes for the next box in the kernel's key rings, or reach the host of a virtual machine past the empty network.
bubblewrap takes the rules as a program for the kernel's filter (seccomp), which is what :func:`rules` returns.
"""

from __future__ import annotations

import errno
import platform
import struct
from collections.abc import Sequence

# name -> number on (x86_64, aarch64)
REFUSED = {
    # name spaces and mounts
    "unshare": (272, 97), "setns": (308, 268), "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41), "chroot": (161, 51),
    "open_tree": (428, 428), "move_mount": (429, 429), "fsopen": (430, 430), "fsconfig": (431, 431), "fsmount": (432, 432),
    "fspick": (433, 433), "mount_setattr": (442, 442), "open_by_handle_at": (304, 265),
    # memory that belongs to no process
    "memfd_create": (319, 279), "memfd_secret": (447, 447), "shmget": (29, 194), "shmat": (30, 196), "semget": (64, 190),
    "msgget": (68, 186), "mq_open": (240, 180), "vmsplice": (278, 75),
    # key rings, which outlive a box
    "add_key": (248, 217), "request_key": (249, 218), "keyctl": (250, 219),
    # other processes: a box makes one kernel after another, and none may do anything to what the next one comes from
    "setpriority": (141, 140), "sched_setaffinity": (203, 122), "sched_setparam": (142, 118), "sched_setattr": (314, 274),
    "ioprio_set": (251, 30), "kcmp": (312, 272), "pidfd_getfd": (438, 438), "process_madvise": (440, 440),
    "migrate_pages": (256, 238), "move_pages": (279, 239),
    # other processes' memory, and large parts of the kernel
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "bpf": (321, 280),
    "perf_event_open": (298, 241), "userfaultfd": (323, 282), "io_uring_setup": (425, 425), "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
}
CLONE, CLONE3, SOCKET = (56, 220), (435, 435), (41, 198)
PRLIMIT, SET_SCHEDULER = (302, 261), (144, 119)
MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}  # column in the tables, and the kernel's name for the machine
NEW_NAME_SPACES = 0x7E020080  # flags of clone
POLICIES = (0, 3)  # the usual ways to share a processor; ZeroMQ asks for the one that it has
FAMILIES = (1, 2, 10, 16)  # of sockets: Unix, IPv4, IPv6, and netlink, by which addresses are looked up
FOREIGN = 0x40000000  # numbers from here on belong to another calling convention

# The filter's instructions, and where it finds number, machine and arguments of a call.
LOAD, EQUAL, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
NUMBER, MACHINE, FIRST_ARGUMENT, SECOND_ARGUMENT = 0, 4, 16, 24
ALLOW, REFUSE, UNKNOWN = 0x7FFF0000, 0x00050000 | errno.EPERM, 0x00050000 | errno.ENOSYS


def rules() -> bytes:
    """The filter for this machine; empty where its numbers are not known here."""
    if platform.machine() not in MACHINES:
        return b""
    column, machine = MACHINES[platform.machine()]
    parts = [(LOAD, 0, 0, MACHINE), *_unless(EQUAL, machine, UNKNOWN), (LOAD, 0, 0, NUMBER), *_if(AT_LEAST, FOREIGN, UNKNOWN)]
    parts += _if(EQUAL, CLONE3[column], UNKNOWN)  # hides its flags; what wants it then falls back to clone
    for numbers in REFUSED.values():
        parts += _if(EQUAL, numbers[column], REFUSE)
    parts += _for_call(CLONE[column], _if(ANY_BIT, NEW_NAME_SPACES, REFUSE))
    parts += _for_call(PRLIMIT[column], _unless(EQUAL, 0, REFUSE))  # 0 is the process itself
    parts += _for_call(SOCKET[column], _only(FAMILIES))
    parts += _for_call(SET_SCHEDULER[column], _only(POLICIES), SECOND_ARGUMENT)
    return b"".join(struct.pack("HBBI", *part) for part in [*parts, (RETURN, 0, 0, ALLOW)])


def _if(test: int, value: int, answer: int) -> list[tuple[int, int, int, int]]:
    return [(test, 0, 1, value), (RETURN, 0, 0, answer)]


def _unless(test: int, value: int, answer: int) -> list[tuple[int, int, int, int]]:
    return [(test, 1, 0, value), (RETURN, 0, 0, answer)]


def _only(values: Sequence[int]) -> list[tuple[int, int, int, int]]:
    return [*(part for value in values for part in _if(EQUAL, value, ALLOW)), (RETURN, 0, 0, REFUSE)]


def _for_call(number: int, then: list, argument: int = FIRST_ARGUMENT) -> list[tuple[int, int, int, int]]:
    """For one call only: look at an argument of it, then go on with the number again."""
    return [(EQUAL, 0, len(then) + 2, number), (LOAD, 0, 0, argument), *then, (LOAD, 0, 0, NUMBER)]
