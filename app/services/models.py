"""Models as document 002 asks for them: the same wish twice is one model."""

from dataclasses import dataclass

from app.domain.views import JobView, Order
from app.services.jobs import Jobs


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
        return self.jobs.start_once(person_id, order)
