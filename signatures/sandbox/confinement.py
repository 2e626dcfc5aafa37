"""What the kernel takes away from a process that reads foreign files: the network, other programs, other files.

Standard library only, so that it also runs as a script, under any Python and before any other program::

    python3 -I -S confinement.py '{"readable": ["/usr"], "writable": ["/tmp/x"], …}' PROGRAM ARGUMENT…

takes the limits on and becomes the program. Nothing here needs rights: Landlock (Linux 5.13) and seccomp (3.5) are for
everybody. A kernel that has one of them not goes on without it; :func:`walls` says what this one has.

Sources: landlock(7), seccomp(2), Linux ``include/uapi/linux/{landlock,seccomp,filter,audit}.h`` and the tables of
system calls of x86-64 and arm64.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import platform
import resource
import signal
import struct
import sys
from collections.abc import Iterable, Sequence

_PDEATHSIG = 1
"""Of prctl(2): the signal that comes when the parent is no more."""
_NO_NEW_PRIVS, _GET_SECCOMP, _SET_SECCOMP = 38, 21, 22
_CREATE, _ADD_RULE, _RESTRICT = 444, 445, 446
"""Landlock's system calls, the same numbers everywhere."""
_READ = 1 << 0 | 1 << 2 | 1 << 3
"""Execute, read a file, read a folder."""
_ON_FILES = 1 << 0 | 1 << 1 | 1 << 2 | 1 << 14 | 1 << 15
"""What a rule on a single file may say."""
_SOCKETS = 1 << 5 | 1 << 9
"""Remove a file, make a socket."""
_FS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
"""Version of Landlock -> how many rights over files it knows; later ones know no more."""
_NET, _SCOPED = 1 << 0 | 1 << 1, 1 << 0 | 1 << 1
_ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_ALWAYS = {
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "io_uring_setup": (425, 425),
    "unshare": (272, 97), "setns": (308, 268), "bpf": (321, 280), "userfaultfd": (323, 282), "keyctl": (250, 219),
    "pidfd_getfd": (438, 438), "mount": (165, 40),
}  # fmt: skip
_PROGRAMS = {"fork": (57, None), "vfork": (58, None), "execve": (59, 221), "execveat": (322, 281), "kill": (62, 129)}
_SOCKET, _CLONE, _CLONE3 = (41, 198), (56, 220), (435, 435)
_THREAD = 0x00010000
_UNIX = 1
_EPERM, _ENOSYS = 1, 38
_ALLOW, _ERRNO, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_LOAD, _EQUAL, _AT_LEAST, _BITS, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_X32 = 0x40000000


def walls() -> frozenset[str]:
    """Of ``files``, ``network`` and ``programs``, what this kernel can take away; asked for, nothing is changed."""
    libc = ctypes.CDLL(None, use_errno=True)
    found = set()
    if _version(libc) > 0:
        found.add("files")
    if platform.machine() in _ARCHITECTURES and libc.prctl(_GET_SECCOMP, 0, 0, 0, 0) >= 0:
        found |= {"network", "programs"}
    return frozenset(found)


def end_with_parent(parent: int) -> None:
    """Have the kernel end this process when the one it was forked from is no more; at once where it is gone already."""
    ctypes.CDLL(None).prctl(_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it went before we could ask for the signal
        os._exit(1)


def confine(
    *, readable: Iterable[str] = (), writable: Iterable[str] = (), sockets: Iterable[str] = (), programs: bool = False
) -> frozenset[str]:
    """Take away from this process, and all that it starts, what it does not need; for good.

    :param readable: and ``writable``: folders and files that stay open to it; what is not there is passed over.
    :param sockets: folders in which it may make local sockets. :param programs: whether it may start others.
    :returns: which of :func:`walls` stand now.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return frozenset()
    stand = set()
    if _close_files(libc, readable, writable, sockets):
        stand.add("files")
    if _close_calls(libc, programs):
        stand |= {"network"} if programs else {"network", "programs"}
    return frozenset(stand)


def _version(libc: ctypes.CDLL) -> int:
    return int(libc.syscall(_CREATE, None, ctypes.c_size_t(0), ctypes.c_uint32(1)))


def _close_files(libc: ctypes.CDLL, readable: Iterable[str], writable: Iterable[str], sockets: Iterable[str]) -> bool:
    version = _version(libc)
    if version < 1:
        return False
    known = (1 << _FS.get(version, 16)) - 1
    told = struct.pack("=QQQ", known, _NET if version >= 4 else 0, _SCOPED if version >= 6 else 0)
    size = 24 if version >= 6 else 16 if version >= 4 else 8
    rules = libc.syscall(_CREATE, told, ctypes.c_size_t(size), ctypes.c_uint32(0))
    if rules < 0:
        return False
    try:
        for places, rights in ((readable, _READ), (writable, known), (sockets, _SOCKETS)):
            for place in places:
                with contextlib.suppress(OSError):
                    _open_to(libc, rules, place, rights & known)
        return bool(libc.syscall(_RESTRICT, ctypes.c_int(rules), ctypes.c_uint32(0)) == 0)
    finally:
        os.close(rules)


def _open_to(libc: ctypes.CDLL, rules: int, place: str, rights: int) -> None:
    handle = os.open(place, os.O_PATH | os.O_CLOEXEC)
    try:
        allowed = rights if os.path.isdir(place) else rights & _ON_FILES  # noqa: PTH112 -- runs before anything is loaded
        libc.syscall(_ADD_RULE, ctypes.c_int(rules), ctypes.c_int(1), struct.pack("=Qi", allowed, handle), 0)
    finally:
        os.close(handle)


def _close_calls(libc: ctypes.CDLL, programs: bool) -> bool:
    """A filter of system calls: no socket but a local one (none where no programs either), none of what gets around."""
    machine = platform.machine()
    if machine not in _ARCHITECTURES:
        return False
    at = 0 if machine == "x86_64" else 1
    refused = [calls[at] for calls in (*_ALWAYS.values(), *(() if programs else _PROGRAMS.values()))]
    lines = [
        (_LOAD, 0, 0, 4), (_EQUAL, 1, 0, _ARCHITECTURES[machine]), (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, 0), (_AT_LEAST, 0, 1, _X32), (_RETURN, 0, 0, _ERRNO | _ENOSYS),
    ]  # fmt: skip
    for number in refused:
        if number is not None:
            lines += [(_EQUAL, 0, 1, number), (_RETURN, 0, 0, _ERRNO | _EPERM)]
    if programs:
        # The address family is the first argument: local sockets stay, for LibreOffice is spoken to through one.
        lines += [(_EQUAL, 0, 4, _SOCKET[at]), (_LOAD, 0, 0, 16), (_EQUAL, 1, 0, _UNIX)]
        lines += [(_RETURN, 0, 0, _ERRNO | _EPERM), (_RETURN, 0, 0, _ALLOW)]
    else:
        # A thread is no program. Of clone3 the flags are in memory no filter reads: the C library then uses clone.
        lines += [(_EQUAL, 0, 1, _SOCKET[at]), (_RETURN, 0, 0, _ERRNO | _EPERM)]
        lines += [(_EQUAL, 0, 1, _CLONE3[at]), (_RETURN, 0, 0, _ERRNO | _ENOSYS)]
        lines += [(_EQUAL, 0, 3, _CLONE[at]), (_LOAD, 0, 0, 16), (_BITS, 1, 0, _THREAD)]
        lines += [(_RETURN, 0, 0, _ERRNO | _EPERM)]
    lines.append((_RETURN, 0, 0, _ALLOW))
    code = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *line) for line in lines))
    program = struct.pack("@HP", len(lines), ctypes.addressof(code))
    return bool(libc.prctl(_SET_SECCOMP, 2, program, 0, 0) == 0)


def run_as(arguments: Sequence[str]) -> None:
    """Take the limits on and become the program. ``memory``, ``largest``: bytes of address space and of one file."""
    told = json.loads(arguments[0])
    for what, most in ((resource.RLIMIT_AS, told["memory"]), (resource.RLIMIT_FSIZE, told["largest"])):
        resource.setrlimit(what, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    confine(readable=told["readable"], writable=told["writable"], sockets=told["sockets"], programs=True)
    os.execv(arguments[1], list(arguments[1:]))  # noqa: S606 -- a fixed list, without a shell


if __name__ == "__main__":
    run_as(sys.argv[1:])
