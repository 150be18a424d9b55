"""What follows from a change: another mood is heard in its genre and pace, too."""

from dataclasses import replace

from app.domain.journeys.lexicon import MOODS, PLAYED_IN
from app.domain.journeys.plans import MusicPlan, Reason

_OF_MOOD = ("tempo.mood", "tempo.many", "tempo.few")


def followed(plan: MusicPlan, before: MusicPlan, mine: list[str]) -> MusicPlan:
    """The rest of a plan that was changed; fields that a person chose (`mine`) stay."""
    if plan.mood != before.mood:
        plan = _in_mood(plan, before, mine)
    if plan.genre != before.genre and "instruments" not in mine:
        plan = _played(plan)
    return plan


def _in_mood(plan: MusicPlan, before: MusicPlan, mine: list[str]) -> MusicPlan:
    """What the old mood had decided, decided by the new one."""
    mood, codes = MOODS[plan.mood], {reason.code for reason in plan.why}
    if "genre.mood" in codes and "genre" not in mine:
        why = Reason("genre.mood", {"genre": mood.genre, "mood": plan.mood})
        plan = _said(replace(plan, genre=mood.genre), why)
    known = next((reason for reason in plan.why if reason.code in _OF_MOOD), None)
    if known is not None and "tempo" not in mine:
        tempo = plan.tempo + mood.tempo - MOODS[before.mood].tempo
        told = {"tempo": tempo} | ({"mood": plan.mood} if known.code == "tempo.mood" else {})
        plan = _said(replace(plan, tempo=tempo), Reason(known.code, known.values | told))
    return plan


def _played(plan: MusicPlan) -> MusicPlan:
    """By the instruments of its genre, and by the one that a scene brought."""
    usual = PLAYED_IN[plan.genre]
    scene = next((r for r in plan.why if r.code == "instruments.scene"), None)
    more = [each for each in scene.values["instruments"] if each not in usual] if scene else []
    why = Reason("instruments.genre", {"instruments": list(usual), "genre": plan.genre})
    return _said(replace(plan, instruments=(*usual, *more)), why)


def _said(plan: MusicPlan, why: Reason) -> MusicPlan:
    """With this reason in the place of the one with its code."""
    return replace(plan, why=tuple(why if each.code == why.code else each for each in plan.why))
