"""`meanwhile doctor`: a list of questions, each answered in one line.

A new question is one function in `app/host/questions.py`, under `@question("its name")`. What can
be put right without knowing more than the machine does comes with its answer, and `--fix` does it.
"""

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from app.host import postgres, redis, stack
from app.host.screen import Screen
from app.host.up import build_page
from app.settings import Settings

Mend = Callable[[], str]


@dataclass(frozen=True)
class Case:
    """What is being examined."""

    settings: Settings
    root: Path
    home: Path
    database_url: str | None
    redis_url: str | None
    build_page: Callable[[], None] | None = None
    """Builds the page of this checkout. Raises `HostTrouble` while a launcher runs."""


@dataclass(frozen=True)
class Answer:
    """What was found. A red one says what to do next."""

    ok: bool
    words: str
    next_step: str = ""
    mend: Mend | None = None
    """Puts it right and says what was done. Only what is safe whatever the reason was."""


Question = Callable[[Case], Answer]
QUESTIONS: dict[str, Question] = {}


def question(name: str) -> Callable[[Question], Question]:
    """Register a question; they are asked in the order in which they are written."""

    def register(ask: Question) -> Question:
        QUESTIONS[name] = ask
        return ask

    return register


def good(words: str) -> Answer:
    """A green line."""
    return Answer(ok=True, words=words)


def bad(words: str, next_step: str, *, mend: Mend | None = None) -> Answer:
    """A red line with its next step, and what `--fix` does about it."""
    return Answer(ok=False, words=words, next_step=next_step, mend=mend)


def examine(settings: Settings, root: Path, screen: Screen, *, fix: bool = False) -> bool:
    """Ask everything, and with `fix` mend what can be; whether all answers are good."""
    importlib.import_module("app.host.questions")  # it registers them
    home = stack.home_of(settings)
    case = Case(
        settings=settings,
        root=root,
        home=home,
        database_url=settings.database_url or postgres.known_url(home),
        redis_url=settings.redis_url or redis.known_url(home),
        build_page=partial(build_page, settings, screen, root=root),
    )
    answers = [settle(name, ask, case, screen, fix=fix) for name, ask in QUESTIONS.items()]
    screen.say()
    screen.say("  All is well." if all(answers) else f"  {answers.count(False)} to look at.")
    return all(answers)


def _why(error: Exception) -> str:
    """A reason that fits on a line; what drivers say of a server that is away fits on none."""
    if type(error).__module__.startswith(("sqlalchemy", "psycopg", "redis")):
        return "cannot be asked: its server does not answer as it should"
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


def settle(name: str, ask: Question, case: Case, screen: Screen, *, fix: bool) -> bool:
    """Ask; where that may be mended, mend it and ask again."""
    answer = _ask(name, ask, case, screen)
    if not fix or answer.mend is None:
        return answer.ok
    try:
        done = answer.mend()
    except Exception as error:  # noqa: BLE001 - it stays red, and the other lines still matter
        screen.say(f"    {'':<12} ! not mended: {_why(error)}")
        return False
    screen.say(f"    {'':<12} ! {done}")
    return _ask(name, ask, case, screen).ok


def _ask(name: str, ask: Question, case: Case, screen: Screen) -> Answer:
    try:
        answer = ask(case)
    except Exception as error:  # noqa: BLE001 - whatever it is, the other lines still matter
        answer = bad(_why(error), "Mend the red line above it first, if there is one.")
    screen.say(f"  {screen.mark(good=answer.ok)} {name:<12} {answer.words}")
    if answer.next_step:
        screen.say(f"    {'':<12} → {answer.next_step}")
    return answer
