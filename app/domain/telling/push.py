"""What a message to a browser or a phone holds. Small: push services take four kilobytes."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.domain.telling.facts import Facts
from app.domain.telling.manners import Kind
from app.domain.telling.words import Language, Said, together, word

INBOX = "/notices"
_SUBJECTS_MOST = 20
# As the documented payload of finished 3D models has it: `ai_model_complete`, `ai_model`.
_RELATED = {
    Kind.SONG: "ai_music",
    Kind.PHOTO: "ai_photo",
    Kind.MODEL3D: "ai_model",
    Kind.JOURNEY: "reading_music",
    Kind.STUDIO: "studio",
}
_OUTCOMES = {"job.completed": "complete", "job.failed": "failed"}


@dataclass(frozen=True)
class Action:
    """A button of a notification."""

    action: str
    title: str
    url: str


@dataclass(frozen=True)
class News:
    """One message: a headline, words, where a click leads, and what programs go by."""

    said: Said
    language: Language
    url: str
    subjects: tuple[str, ...] = ()
    """Ids of what it is about: looked at, once it is clicked."""
    actions: tuple[Action, ...] = ()
    image: str = ""
    """A picture of it, on this site; empty for none."""
    data: dict[str, str] = field(default_factory=dict)
    """type, related_id, related_type."""


def news(all_: Sequence[Facts], language: Language, *, image: str = "") -> News:
    """Some notices as one message."""
    latest = all_[-1]
    url = latest.path if len(all_) == 1 else INBOX
    return News(
        said=together(all_, language),
        language=language,
        url=url,
        subjects=tuple(each.subject for each in all_[-_SUBJECTS_MOST:]),
        actions=_actions(all_, language, url),
        image=image if len(all_) == 1 else "",
        data=_data(latest, count=len(all_)),
    )


def trial(language: Language) -> News:
    """A message that means nothing."""
    words = Said(word(language, "test"), word(language, "test.body"))
    return News(words, language, "/account/notices", data={"type": "test"})


def _actions(all_: Sequence[Facts], language: Language, url: str) -> tuple[Action, ...]:
    actions = [Action("open", word(language, "open"), url)]
    [first, *more] = all_
    if not more and first.is_good and first.kind in {Kind.SONG, Kind.JOURNEY}:
        path, _, place = first.path.partition("#")
        play = f"{path}?play={first.subject}" + (f"#{place}" if place else "")
        actions.insert(0, Action("play", word(language, "play"), play))
    return tuple(actions)


def _data(latest: Facts, *, count: int) -> dict[str, str]:
    related = _RELATED[latest.kind]
    outcome = _OUTCOMES.get(latest.topic)
    return {
        "type": f"{related}_{outcome}" if outcome else latest.topic,
        "related_id": latest.journey_id or latest.album_id or latest.subject,
        "related_type": related if latest.kind is not Kind.JOURNEY else "reading_journey",
        "job_id": latest.subject if outcome else "",
        "count": str(count),
    }
