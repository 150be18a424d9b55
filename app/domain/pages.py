"""Where a person sees what was made: the one place that knows which page shows which medium."""

from app.domain.medium import Medium

_PAGES = {Medium.SONG: "/song", Medium.PHOTO: "/albums", Medium.MODEL3D: "/model"}


def page_of(medium: Medium, job_id: str, *, album_id: str = "") -> str:
    """The path of the page that shows a job, or the album that its photos are in."""
    subject = album_id if medium is Medium.PHOTO else job_id
    return f"{_PAGES[medium]}/{subject}".rstrip("/")
