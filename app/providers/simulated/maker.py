"""The simulated provider that answers with the bytes."""

import httpx

from app.domain.errors import BadOutput
from app.domain.providing import MadeFile, TaskSpec, Workshop
from app.providers.simulated import wire
from app.providers.simulated.provider import MPEG, Simulated, order_of, song


class SimulatedMaker(Simulated):
    """One call, which lasts as long as the work."""

    def make(self, spec: TaskSpec, workshop: Workshop) -> None:
        """Order, wait for the answer, stream it to storage."""
        long = self.deadline.total_seconds()
        patience = httpx.Timeout(self._answer_s, connect=wire.CONNECT_S, read=long)
        call = self._client.stream("POST", "/v1/make", json=order_of(spec), timeout=patience)
        with wire.buying(), call as response:
            if not response.is_success:
                response.read()
            wire.must_sell(response)
            kind = response.headers.get("Content-Type", "")
            if kind.partition(";")[0].strip() != MPEG:
                raise BadOutput(f"answered with {kind or 'something unnamed'}")
            workshop.put(song(), wire.whole(response, within=self.deadline))

    def expects(self, spec: TaskSpec) -> tuple[MadeFile, ...]:
        """One song."""
        del spec
        return (song(),)
