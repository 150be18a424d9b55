"""The account PostgreSQL runs as.

PostgreSQL refuses to run as root. Where we are root, as in most containers, it gets an account of
its own that may pass through our directories without being able to list or read them.
"""

import os
import pwd
import shutil
import stat
import struct
import subprocess
from dataclasses import dataclass
from pathlib import Path

NAME = "meanwhile"


@dataclass(frozen=True)
class Account:
    """Who a child process runs as."""

    uid: int
    gid: int


def for_server(data: Path) -> Account | None:
    """The account that owns, or will own, this server's data; None: our own."""
    if os.geteuid() != 0:
        return None
    if data.exists() and (owner := data.stat()).st_uid != 0:
        return Account(owner.st_uid, owner.st_gid)
    entry = _entry(NAME) or _created(NAME) or pwd.getpwnam("nobody")
    return Account(entry.pw_uid, entry.pw_gid)


def open_path_to(directory: Path, account: Account) -> None:
    """Let the account pass through every parent of the directory, and no more."""
    for parent in reversed(directory.resolve().parents):
        status = parent.stat()
        if status.st_mode & stat.S_IXOTH or status.st_uid == account.uid:
            continue
        if not _allow_search(parent, account.uid):
            parent.chmod(stat.S_IMODE(status.st_mode) | stat.S_IXOTH)


def open_program(directory: Path) -> None:
    """Let everybody run an installed program. It came from a public package: nothing to hide."""
    if (directory / "bin" / "postgres").stat().st_mode & stat.S_IXOTH:
        return
    for path in (directory, *directory.rglob("*")):
        if not path.is_symlink():
            mode = path.stat().st_mode
            readable = stat.S_IRGRP | stat.S_IROTH
            runnable = stat.S_IXGRP | stat.S_IXOTH if mode & stat.S_IXUSR else 0
            path.chmod(stat.S_IMODE(mode) | readable | runnable)


def _entry(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def _created(name: str) -> pwd.struct_passwd | None:
    if not (useradd := shutil.which("useradd", path=os.environ.get("PATH", "") + ":/usr/sbin")):
        return None
    options = ("--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent")
    subprocess.run([useradd, *options, name], check=False, capture_output=True)
    return _entry(name)


# A POSIX access control list as Linux stores it: a version, then (tag, permissions, id) entries.
_ACL = "system.posix_acl_access"
_VERSION = struct.pack("<I", 2)
_ENTRY = struct.Struct("<HHI")
_OWNER, _USER, _GROUP, _GROUPS, _MASK, _OTHERS = 0x01, 0x02, 0x04, 0x08, 0x10, 0x20
_NO_ID = 0xFFFFFFFF
_SEARCH = 0o1


def _allow_search(directory: Path, uid: int) -> bool:
    """Let one account, and nobody else, pass through. False where lists are not supported."""
    if not hasattr(os, "setxattr"):
        return False
    entries = _access_list(directory)
    entries[_USER, uid] = entries.get((_USER, uid), 0) | _SEARCH
    masked = [bits for (tag, _), bits in entries.items() if tag in {_USER, _GROUP, _GROUPS}]
    mask = 0
    for bits in masked:
        mask |= bits
    entries[_MASK, _NO_ID] = mask
    packed = (_ENTRY.pack(tag, bits, who) for (tag, who), bits in sorted(entries.items()))
    try:
        os.setxattr(directory, _ACL, _VERSION + b"".join(packed))
    except OSError:
        return False
    return True


def _access_list(directory: Path) -> dict[tuple[int, int], int]:
    try:
        stored = os.getxattr(directory, _ACL)[len(_VERSION) :]
    except OSError:
        mode = stat.S_IMODE(directory.stat().st_mode)
        return {
            (_OWNER, _NO_ID): mode >> 6 & 7,
            (_GROUP, _NO_ID): mode >> 3 & 7,
            (_OTHERS, _NO_ID): mode & 7,
        }
    return {(tag, who): bits for tag, bits, who in _ENTRY.iter_unpack(stored)}
