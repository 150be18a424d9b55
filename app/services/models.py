"""Models as document 002 asks for them: the same wish twice is one model."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from app.db.tables.jobs import JobRow
from app.domain.medium import Medium
from app.domain.views import JobView, Order
from app.services import gate
from app.services.jobs import Jobs
from app.services.planning import Planned


@dataclass(frozen=True)
class Models:
    """Starts models; everything else about them is as with every job."""

    jobs: Jobs

    def start(self, person_id: str, order: Order) -> JobView:
        """
        Begin a model, or give the one that is on its way when the very same was asked for.

        With a key, the key decides alone. Raises `Invalid`, and what stands against a start.
        """
        if order.key is not None:
            return self.jobs.start(person_id, order)
        plan = self.jobs.plan(order)
        with self.jobs.engine.db.transaction("start") as tx:
            # Two of the same wish at the same moment come one after the other here.
            gate.lock_person(tx.session, person_id)
            known = _on_its_way(tx.session, person_id, plan)
            job_id = known or self.jobs.begin(tx, person_id, [plan])[0]
        return self.jobs.get(person_id, job_id)


def _on_its_way(session: Session, person_id: str, plan: Planned) -> str | None:
    """The job under this name, with this payload and this maker, that has not ended."""
    params = plan.params.model_dump(mode="json", exclude_none=True)
    statement = select(JobRow.id).where(
        col(JobRow.person_id) == person_id,
        col(JobRow.medium) == Medium.MODEL3D,
        col(JobRow.ended_at).is_(None),
        col(JobRow.deleted_at).is_(None),
        col(JobRow.take_of).is_(None),
        col(JobRow.title) == plan.title,
        col(JobRow.params) == params,
        col(JobRow.provider) == plan.provider.id,
        col(JobRow.model) == plan.model,
    )
    return session.exec(statement.order_by(col(JobRow.created_at)).limit(1)).first()
