"""What must always be true of the money and the work, as queries. An empty answer is good news."""

from sqlalchemy import text
from sqlmodel import Session

CHECKS = {
    "entries sum to zero": """
        SELECT transfer_id, sum(amount) FROM entries GROUP BY 1 HAVING sum(amount) <> 0""",
    "balances are the sums of their entries": """
        SELECT a.id FROM accounts a
        LEFT JOIN (SELECT account_id,
                          sum(amount) FILTER (WHERE bucket = 'available') AS available,
                          sum(amount) FILTER (WHERE bucket = 'held') AS held
                   FROM entries GROUP BY 1) e ON e.account_id = a.id
        WHERE a.available <> coalesce(e.available, 0) OR a.held <> coalesce(e.held, 0)""",
    "every ended task was settled or released, to the last credit": """
        SELECT t.id FROM tasks t
        LEFT JOIN transfers x ON x.task_id = t.id AND x.kind IN ('settle', 'release')
        WHERE t.state IN ('completed', 'failed', 'cancelled')
        GROUP BY t.id HAVING count(x.id) = 0 OR sum(x.amount) <> t.price
            OR count(x.id) > 1 AND t.takes = 1""",
    "only completed tasks were settled": """
        SELECT t.id FROM tasks t JOIN transfers x ON x.task_id = t.id AND x.kind = 'settle'
        WHERE t.state <> 'completed'""",
    "held credits belong to work that runs": """
        SELECT a.id FROM accounts a
        LEFT JOIN (SELECT person_id, sum(price) AS held FROM tasks
                   WHERE state NOT IN ('completed', 'failed', 'cancelled') GROUP BY 1) t
          ON t.person_id = a.id
        WHERE a.held <> coalesce(t.held, 0)""",
    "a job has ended when all its tasks have": """
        SELECT j.id FROM jobs j JOIN tasks t ON t.job_id = j.id
        GROUP BY j.id
        HAVING (j.ended_at IS NOT NULL)
            <> bool_and(t.state IN ('completed', 'failed', 'cancelled'))""",
    "messages go to addresses of the same person": """
        SELECT d.id FROM deliveries d LEFT JOIN webhooks w ON w.id = d.target
        WHERE d.channel = 'webhook' AND (w.id IS NULL OR w.person_id <> d.person_id)""",
    "completed tasks have a file": """
        SELECT t.id FROM tasks t LEFT JOIN assets a ON a.task_id = t.id
        WHERE t.state = 'completed'
            AND NOT EXISTS (SELECT FROM events e WHERE e.job_id = t.job_id
                            AND e.task_id = t.id AND e.kind = 'removed')
        GROUP BY t.id HAVING count(a.id) = 0""",
}


def broken(session: Session) -> dict[str, list[str]]:
    """The checks that fail, each with up to ten of the ids that break it."""
    found = {}
    for name, query in CHECKS.items():
        rows = session.execute(text(query + " LIMIT 10")).all()
        if rows:
            found[name] = [str(row[0]) for row in rows]
    return found
