"""What kind of place a folder is: on this machine, on a network drive, or in a synced folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path

SYNCED = (
    "onedrive",
    "dropbox",
    "google drive",
    "googledrive",
    "my drive",
    "icloud",
    "mobile documents",
    "nextcloud",
    "box sync",
)
NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "sshfs", "fuse.sshfs", "afpfs", "webdav", "9p"}


def is_synced(folder: Path) -> bool:
    """Whether a sync program takes copies of what lies in `folder`, judged by its name."""
    roots = [
        Path(value).resolve()
        for name, value in os.environ.items()
        if name.upper().startswith("ONEDRIVE") and value
    ]
    folder = folder.resolve()
    named = any(part.lower().startswith(SYNCED) for part in folder.parts)
    return named or any(folder.is_relative_to(root) for root in roots)


def is_network(folder: Path) -> bool:
    """Whether `folder` lies on another machine."""
    folder = folder.resolve()
    if sys.platform == "win32":
        import ctypes

        if folder.drive.startswith("\\\\"):
            return True
        remote = 4
        return bool(ctypes.windll.kernel32.GetDriveTypeW(folder.drive + "\\") == remote)
    try:
        mounts = Path(os.environ.get("SAMVERK_MOUNTS", "/proc/mounts")).read_text(encoding="utf-8")
    except OSError:
        return False
    best, system = "", ""
    for line in mounts.splitlines():
        _device, where, kind, *_rest = line.split(" ")
        where = where.replace("\\040", " ")
        if folder.is_relative_to(where) and len(where) > len(best):
            best, system = where, kind
    return system in NETWORK
