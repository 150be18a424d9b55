"""What the doctor says of a bucket."""

from datetime import timedelta

from app.domain.ports import Storage
from app.host.doctor import Answer, bad, good
from app.host.troubles import HostTrouble

_MOST_SKEW = timedelta(minutes=5)
"""Beyond a quarter of an hour stores refuse every signature."""
_LITTLE_SKEW_S = 2.0


def make() -> str:
    """Make the configured bucket where there is none, and say so."""
    from app.adapters.s3_look import make as make_it
    from app.adapters.s3_settings import S3Settings
    from app.adapters.storage_s3 import S3Storage

    config = S3Settings()
    if not config.bucket:
        raise HostTrouble("S3_BUCKET is not set: files are kept on this disk.")
    was_made = make_it(S3Storage(config, max_bytes=1))
    return f"The bucket {config.bucket} {'was made' if was_made else 'is there'}."


def examine(files: Storage, key: str, *, origin: str) -> Answer | None:
    """Look at the bucket, in which there is this file; None when files are elsewhere."""
    from app.adapters.storage_s3 import S3Storage

    if not isinstance(files, S3Storage):
        return None
    from app.adapters.s3_look import look

    found = look(files, key, origin=origin)
    skew_s = found.skew.total_seconds()
    words = f"bucket {files.bucket}: writes, reads and removes"
    if abs(found.skew) > _MOST_SKEW:
        where = "ahead of" if skew_s > 0 else "behind"
        return bad(
            f"{words}; its clock is {abs(skew_s):.0f} s {where} ours",
            "Set this machine's clock: signatures and links name the time.",
        )
    if found.is_public:
        return bad(
            f"{words}, and so may everybody", "Make the bucket private: links are signed anyway."
        )
    clock = "same time" if abs(skew_s) < _LITTLE_SKEW_S else f"clock {abs(skew_s):.0f} s apart"
    return good(f"{words}, private, {clock}{_cors(allows=found.allows, origin=origin)}")


def _cors(*, allows: bool | None, origin: str) -> str:
    """The player and downloads need no rule, so its absence is a remark and no fault."""
    if allows is False:
        return f"; no CORS rule for {origin}, which only scripts that read files need"
    return "" if allows is None else ", CORS for this site"
