"""The line before a provider: who waits, in what order, and who may go."""

from datetime import timedelta

from sqlalchemy import bindparam, text
from sqlmodel import Session

from app.domain.fairness import AGEING_PER_MINUTE, FREE_WEIGHT, PAID_WEIGHT

# A slot is a row: one in an active state, or one that was admitted a moment ago and has not
# begun. The second kind lapses by itself, so a crash can leak neither.
_BUSY = """
    SELECT person_id, count(*) AS n FROM tasks
    WHERE provider = :provider
      AND (state IN ('submitting', 'generating', 'saving')
           OR (state = 'pending' AND admitted_until > now()))
    GROUP BY person_id"""

_WAITING = """
    SELECT t.id, t.person_id, t.created_at, t.tier,
           coalesce(b.n, 0) + row_number() OVER (
               PARTITION BY t.person_id ORDER BY t.created_at, t.index, t.id) AS turn
    FROM tasks t LEFT JOIN busy b ON b.person_id = t.person_id
    WHERE t.provider = :provider AND t.state = 'pending' AND t.due_at <= now()
      AND (t.admitted_until IS NULL OR t.admitted_until <= now())"""

_RANK = f"""turn * CASE tier WHEN 'paid' THEN {PAID_WEIGHT} ELSE {FREE_WEIGHT} END
         - extract(epoch FROM now() - created_at) / 60 * {AGEING_PER_MINUTE}"""

# S608: the parts are constants of this file; every value is bound.
_ADMIT = text(
    f"""
    WITH busy AS ({_BUSY}), waiting AS ({_WAITING}),
    next AS (
        SELECT id FROM waiting WHERE turn <= :each
        ORDER BY {_RANK}, created_at, id
        LIMIT greatest(0, :slots - (SELECT coalesce(sum(n), 0) FROM busy)))
    UPDATE tasks SET admitted_until = now() + :reservation, rung_at = now()
    WHERE id IN (SELECT id FROM next)
    RETURNING id, person_id"""  # noqa: S608
)

_BEFORE = text(
    f"""
    WITH busy AS ({_BUSY}), waiting AS ({_WAITING}),
    ranked AS (SELECT id, person_id,
                      row_number() OVER (ORDER BY {_RANK}, created_at, id) AS place FROM waiting)
    SELECT r.id, count(DISTINCT o.person_id)
    FROM ranked r LEFT JOIN ranked o ON o.place < r.place AND o.person_id <> r.person_id
    WHERE r.id IN :tasks GROUP BY r.id"""  # noqa: S608
).bindparams(bindparam("tasks", expanding=True))


_TURNS = text("""
    WITH line AS (SELECT person_id, count(*) AS n FROM tasks
                  WHERE provider = :provider AND state = 'pending' GROUP BY 1),
    mine AS (SELECT coalesce(sum(n), 0) + :more AS n FROM line WHERE person_id = :person)
    SELECT coalesce(sum(least(line.n, mine.n)) FILTER (WHERE person_id <> :person), 0)
           + max(mine.n) - 1
    FROM mine LEFT JOIN line ON true""")


def admit(
    session: Session, provider: str, *, slots: int, each: int, reservation: timedelta
) -> list[tuple[str, str]]:
    """
    Give free slots to those whose turn it is; returns ids of tasks and of their people.

    Nobody gets more than `each` at once. The caller holds the provider's row locked, so no two
    admissions count the same slot.
    """
    values = {"provider": provider, "slots": slots, "each": each, "reservation": reservation}
    return [(row[0], row[1]) for row in session.execute(_ADMIT, values)]


def turns_before(session: Session, provider: str, person_id: str, *, more: int) -> int:
    """
    Tasks of others that go before the last of `more` new ones of this person.

    Everybody's n-th comes before anybody's n+1-th, so of each other person at most as many count
    as this one would have in line.
    """
    values = {"provider": provider, "person": person_id, "more": more}
    return int(session.execute(_TURNS, values).scalar_one())


def people_before(session: Session, provider: str, task_ids: list[str]) -> dict[str, int]:
    """For each of these waiting tasks, how many other people go first."""
    if not task_ids:
        return {}
    values = {"provider": provider, "tasks": task_ids}
    return {row[0]: row[1] for row in session.execute(_BEFORE, values)}
