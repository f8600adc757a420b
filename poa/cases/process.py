"""Tells whether a process that once wrote its number down still runs, and is not another with the same number."""

from __future__ import annotations

import functools
import os
import sys
from pathlib import Path


def is_running(pid: int, started: str) -> bool:
    """Whether process ``pid`` of this machine runs and began when ``started`` says (empty: unknown)."""
    if pid <= 0 or not _exists(pid):
        return False
    now = start_of(pid)
    return not (started and now) or started == now


@functools.cache
def own_start() -> str:
    """When this process began, in the system's own notation; empty where that cannot be told."""
    return start_of(os.getpid())


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _QUERY_LIMITED = 0x1000
    _STILL_ACTIVE = 259

    def _times(pid: int) -> str | None:
        kernel = ctypes.windll.kernel32
        handle = kernel.OpenProcess(_QUERY_LIMITED, False, pid)
        if not handle:
            return None
        try:
            code = wintypes.DWORD()
            kernel.GetExitCodeProcess(handle, ctypes.byref(code))
            if code.value != _STILL_ACTIVE:
                return None
            moments = [wintypes.FILETIME() for _ in range(4)]
            kernel.GetProcessTimes(handle, *(ctypes.byref(moment) for moment in moments))
            return f"{moments[0].dwHighDateTime}-{moments[0].dwLowDateTime}"
        finally:
            kernel.CloseHandle(handle)

    def _exists(pid: int) -> bool:
        return _times(pid) is not None

    def start_of(pid: int) -> str:
        """When a process began."""
        return _times(pid) or ""

else:

    def _exists(pid: int) -> bool:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        except (PermissionError, OverflowError):
            # It runs, as another user; or the number is none that a process can have.
            return pid < 2**31
        return True

    def start_of(pid: int) -> str:
        """When a process began: ticks since boot with the boot's id on Linux, the clock elsewhere."""
        try:
            # The name, in brackets, may hold spaces and brackets itself: count from behind it.
            behind = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
            # A process that has ended but was not yet collected by its parent writes no more.
            return "ended" if behind[0] in "ZX" else f"{boot}-{behind[19]}"
        except (OSError, IndexError):
            pass
        import subprocess

        try:
            told = subprocess.run(
                ["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True, timeout=5, check=False
            )
        except (OSError, subprocess.SubprocessError):
            return ""
        return told.stdout.strip()
