"""Help with words: a provider writes what somebody would like to have sung."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from app.domain import texts
from app.domain.errors import Away, Conflict, Invalid, ProviderProblem, ProviderRejected, TooMany
from app.domain.providing import Lyricist, Lyrics, Provider
from app.media.song import LYRICS_MAX, PROMPT_MAX

log = logging.getLogger(__name__)

_SOON = timedelta(seconds=30)
Wait = Callable[[str], timedelta | None]


@dataclass(frozen=True)
class LyricsHelp:
    """
    Writes lyrics, or more of them. It costs no credits, and is limited for each person.

    No task, no hold, no retry: whoever waits for words is told at once, and can write them by hand.
    """

    providers: Mapping[str, Provider]
    wait: Wait
    """Counts one request of a person; how long to wait when it was one too many, else None."""

    @property
    def is_offered(self) -> bool:
        """Whether anybody here can help."""
        return bool(self._lyricists())

    def write(self, person_id: str, prompt: str) -> Lyrics:
        """Words for a song about this. Raises `Invalid`, `TooMany`, `Away`."""
        asked = _checked(prompt, "prompt", PROMPT_MAX, "Say in a few words what it is about.")
        return self._helped(person_id, lambda lyricist: lyricist.write_lyrics(asked), "prompt")

    def extend(self, person_id: str, lyrics: str) -> Lyrics:
        """The same words with more after them. Raises `Invalid`, `TooMany`, `Away`."""
        asked = _checked(lyrics, "lyrics", LYRICS_MAX, "There is nothing to go on from.")
        return self._helped(person_id, lambda lyricist: lyricist.extend_lyrics(asked), "lyrics")

    def _lyricists(self) -> list[Lyricist]:
        return [each for each in self.providers.values() if isinstance(each, Lyricist)]

    def _helped(self, person_id: str, ask: Callable[[Lyricist], Lyrics], field: str) -> Lyrics:
        lyricist = next(iter(self._lyricists()), None)
        if lyricist is None:
            raise Conflict("Nobody here helps with lyrics.")
        if (wait := self.wait(person_id)) is not None:
            raise TooMany(
                "That was a lot of lyrics for one hour. Please write on by hand for a while.",
                retry_after=wait,
            )
        try:
            return ask(lyricist)
        except ProviderRejected as refusal:
            raise Invalid(f"The help with lyrics refused: {refusal}", field=field) from refusal
        except ProviderProblem as problem:
            log.warning("lyrics.not_written", extra={"problem": str(problem)})
            raise Away(
                "No lyrics came. Write them yourself, or ask again in a moment.", retry_after=_SOON
            ) from problem


def _checked(text: str, field: str, most: int, missing: str) -> str:
    texts.check({field: text})
    text = text.strip()
    if not text:
        raise Invalid(missing, field=field)
    if len(text) > most:
        raise Invalid(f"That is too long: {most} characters is the most.", field=field)
    return text
