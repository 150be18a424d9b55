"""What was lost, what was paid twice, what does not add up."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import text

from app.services.invariants import broken
from tests.chaos.customers import Customers
from tests.chaos.place import Place

_OPEN = text("SELECT id FROM jobs WHERE ended_at IS NULL")
_ENDS = text("""
    SELECT provider, state, coalesce(failure_code, ''), count(*) FROM tasks GROUP BY 1, 2, 3""")
_BALANCES = text("""
    SELECT p.id, a.available, a.held,
           (SELECT coalesce(sum(t.price), 0) FROM tasks t JOIN jobs j ON j.id = t.job_id
            WHERE t.person_id = p.id AND t.state = 'completed')
    FROM people p JOIN accounts a ON a.id = p.id""")
_LATENCY = text("SELECT id, extract(epoch FROM ended_at) FROM tasks WHERE state = 'completed'")
_EVENTS = text("SELECT kind, count(*) FROM events GROUP BY 1")


@dataclass
class Verdict:
    """Counts at the end; everything in `must_be_zero` decides."""

    jobs: int = 0
    lost: int = 0
    started_twice: int = 0
    wrong_answers: int = 0
    bought_twice: int = 0
    ledger_difference: int = 0
    damaged_files: int = 0
    orphan_files: int = 0
    """Whole, and no row knows them."""
    half_files: int = 0
    """Drafts of workers that died while they wrote."""
    unrecorded_purchases: int = 0
    """Charged there, not delivered here: the price of never buying twice."""
    ends: Counter[str] = field(default_factory=Counter)
    events: Counter[str] = field(default_factory=Counter)
    done_to_here: list[float] = field(default_factory=list)
    broken: dict[str, list[str]] = field(default_factory=dict)

    @property
    def must_be_zero(self) -> dict[str, int]:
        """What a promise was given for."""
        return {
            "lost": self.lost,
            "started twice": self.started_twice,
            "wrong answers": self.wrong_answers,
            "bought twice": self.bought_twice,
            "ledger difference": self.ledger_difference,
            "damaged files": self.damaged_files,
        }

    @property
    def is_good(self) -> bool:
        """Whether every promise was kept."""
        return not any(self.must_be_zero.values())


def open_jobs(place: Place) -> int:
    """Jobs that have not ended."""
    with place.studio.sql.connect() as connection:
        return len(connection.execute(_OPEN).all())


def judge(place: Place, customers: Customers) -> Verdict:
    """Look at the rows, the books of both providers and the files."""
    verdict = Verdict(jobs=len(customers.jobs))
    with place.studio.sql.connect() as connection:
        known = {row[0] for row in connection.exec_driver_sql("SELECT id FROM jobs")}
        unended = {row[0] for row in connection.execute(_OPEN)}
        verdict.lost = len(set(customers.jobs) - known) + len(unended)
        # Nobody stops asking before there is an answer, so each job is somebody's.
        verdict.started_twice = len(known - set(customers.jobs))
        verdict.wrong_answers = len(customers.wrong)
        for provider, state, code, count in connection.execute(_ENDS):
            verdict.ends[f"{provider} {state} {code}".strip()] += count
        verdict.events.update({row[0]: row[1] for row in connection.execute(_EVENTS)})
        balances = connection.execute(_BALANCES).all()
    welcome = place.studio.settings.welcome_credits
    verdict.ledger_difference = sum(
        abs(welcome - available - spent) + abs(held) for _, available, held, spent in balances
    )
    with place.studio.db.transaction() as tx:
        verdict.broken = broken(tx.session)
    verdict.ledger_difference += sum(map(len, verdict.broken.values()))
    _judge_purchases(place, verdict)
    _judge_files(place, verdict)
    return verdict


def _judge_purchases(place: Place, verdict: Verdict) -> None:
    purchases = place.orders.purchases() + place.calls.purchases()
    times = Counter(each["reference"] for each in purchases)
    verdict.bought_twice = sum(count - 1 for count in times.values())
    with place.studio.sql.connect() as connection:
        ended = {row[0]: float(row[1]) for row in connection.execute(_LATENCY)}
    for each in purchases:
        if each["reference"] in ended:
            done_at = each["at"] + each["seconds"]
            verdict.done_to_here.append(max(0.0, ended[each["reference"]] - done_at))
        elif each["charged"]:
            verdict.unrecorded_purchases += 1


def _judge_files(place: Place, verdict: Verdict) -> None:
    root = place.studio.settings.files
    with place.studio.sql.connect() as connection:
        rows = connection.exec_driver_sql("SELECT key, sha256 FROM assets").all()
    for key, sha256 in rows:
        path = root / key
        whole = path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256
        verdict.damaged_files += not whole
    stored = {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}
    litter = stored - {key for key, _ in rows}
    verdict.half_files = sum(name.endswith(".part") for name in litter)
    verdict.orphan_files = len(litter) - verdict.half_files


def spread(seconds: Sequence[float]) -> str:
    """The middle, the worst of twenty, the worst."""
    if not seconds:
        return "none"
    ordered = sorted(seconds)
    p95 = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    middle = ordered[len(ordered) // 2]
    return f"p50 {middle:.2f} · p95 {p95:.2f} · max {ordered[-1]:.2f} s  ({len(ordered)})"
