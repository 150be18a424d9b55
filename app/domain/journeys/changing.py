"""What a person may change about a plan. What they wrote is theirs, and sent as it is."""

from dataclasses import replace

from app.domain import texts
from app.domain.errors import Invalid
from app.domain.journeys.following import followed
from app.domain.journeys.lexicon import GENRES, INSTRUMENTS, MOODS
from app.domain.journeys.plans import MusicPlan, PlanChange, Reason
from app.domain.journeys.wording import PROMPT_MOST

TEMPO_MIN, TEMPO_MAX = 40, 220
INSTRUMENTS_MOST = 8
INSTRUMENT_MAX = 40
LYRICS_MAX = 3_000
_TOLD = ("mood", "genre", "tempo", "instruments")


def changed(plan: MusicPlan, change: PlanChange) -> MusicPlan:
    """
    The plan as a person wants it, and what follows from that. Raises `Invalid` with the field.

    Instruments may be named in either language; one that we do not know stays as it was written.
    """
    wanted = {name: value for name, value in vars(change).items() if value is not None}
    if not wanted:
        return plan
    texts.check(wanted)
    _check(change)
    if "prompt" in wanted:
        wanted["prompt"] = wanted["prompt"].strip()
    if "lyrics" in wanted:
        wanted["lyrics"] = wanted["lyrics"].strip() or None
    if change.instruments is not None:
        wanted["instruments"] = tuple(dict.fromkeys(map(_instrument, change.instruments)))
    before = next((r.values["fields"] for r in plan.why if r.code == "by_hand"), [])
    fields = [*dict.fromkeys([*before, *wanted])]
    outdated = {"by_hand", *(name for name in _TOLD if name in wanted)}
    kept = (reason for reason in plan.why if reason.code.split(".")[0] not in outdated)
    why = (*kept, Reason("by_hand", {"fields": fields}))
    return followed(replace(plan, **wanted, edited=True, why=why), plan, fields)


_CALLED = {
    name.casefold(): known for known, named in INSTRUMENTS.items() for name in (named.ko, named.en)
}


def _instrument(words: str) -> str:
    """The id of an instrument that we know, or a person's own words."""
    own = " ".join(words.split())
    return _CALLED.get(own.casefold(), own)


def _check(change: PlanChange) -> None:
    if change.prompt is not None and not 1 <= len(change.prompt.strip()) <= PROMPT_MOST:
        raise Invalid(f"A description has 1 to {PROMPT_MOST} characters.", field="prompt")
    if change.genre is not None and change.genre not in GENRES:
        raise Invalid(f"The genre is one of: {', '.join(GENRES)}.", field="genre")
    if change.mood is not None and change.mood not in MOODS:
        raise Invalid(f"The mood is one of: {', '.join(MOODS)}.", field="mood")
    if change.tempo is not None and not TEMPO_MIN <= change.tempo <= TEMPO_MAX:
        raise Invalid(f"The tempo is {TEMPO_MIN} to {TEMPO_MAX}.", field="tempo")
    if change.lyrics is not None and len(change.lyrics) > LYRICS_MAX:
        raise Invalid(f"Lyrics have at most {LYRICS_MAX} characters.", field="lyrics")
    played = [each.strip() for each in change.instruments or ()]
    if len(played) > INSTRUMENTS_MOST or any(not 1 <= len(p) <= INSTRUMENT_MAX for p in played):
        words = f"At most {INSTRUMENTS_MOST} instruments of {INSTRUMENT_MAX} characters each."
        raise Invalid(words, field="instruments")
