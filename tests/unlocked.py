"""Memory that is not locked: SQLCipher asks the kernel twice for each piece it takes, a third of the suite's time.

The program asks as ever, and wipes what it gives back; the kernel refuses. What a test process starts may lock again
where it is root: a window in a story, and the windows that are killed.
"""

from __future__ import annotations

import ctypes
import os
import sys
from typing import Final

CAP_IPC_LOCK: Final = 14
VERSION_3: Final = 0x20080522
"""Of the kernel's capability header: two words of each set."""


def leave_unlocked() -> None:
    """From here on mlock fails in this process, root or not; elsewhere than on Linux nothing changes."""
    if sys.platform != "linux":
        return
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_MEMLOCK)
    resource.setrlimit(resource.RLIMIT_MEMLOCK, (0, most))
    libc = ctypes.CDLL(None, use_errno=True)
    header, sets = (ctypes.c_uint32 * 2)(VERSION_3, 0), (ctypes.c_uint32 * 6)()
    if libc.capget(header, sets) != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    sets[0] &= ~(1 << CAP_IPC_LOCK)  # effective, permitted and inheritable follow one another, the low words first
    if libc.capset(header, sets) != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
