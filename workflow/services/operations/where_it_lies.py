"""Whether the office's folder lies on this machine's own disk, or on a share that several machines see."""

from __future__ import annotations

from workflow.ports.checks import Check
from workflow.services.context.office import Office

SHARED = frozenset(
    {
        "cifs", "smb3", "smbfs", "nfs", "nfs4", "9p", "afs", "ceph", "glusterfs", "lustre", "davfs", "fuse.davfs",
        "fuse.sshfs", "fuse.rclone", "fuse.glusterfs", "fuse.smbnetfs", "fuse.gvfsd-fuse", "ncpfs", "vboxsf", "prl_fs",
        "vmhgfs", "fuse.vmhgfs-fuse",
    }
)  # fmt: skip
"""Kinds of file systems, as Linux names them, that lie on another machine or are shared with one: locks of files, by
which SQLite keeps writers apart, are not kept there by every server (sqlite.org/faq.html, question 5)."""


def folder_check(office: Office) -> Check:
    """What kind of file system the office lies on, and what that means for its database."""
    kind = office.filesystem(office.folder)
    facts = {"filesystem": kind or "-"}
    if kind not in SHARED:
        return Check("folder_own", "ok", facts)
    in_folder = office.settings.database.startswith("sqlite")
    return Check("folder_shared", "broken", facts) if in_folder else Check("folder_shared_files", "caution", facts)
