"""What operators see and do: a room for each part of it."""

from dataclasses import dataclass
from functools import cached_property

from app.db import tallies
from app.services.engine import Engine
from app.services.health import Health
from app.services.jobs import Jobs
from app.services.operations.audit import Audit
from app.services.operations.cases import Cases
from app.services.operations.driving import Driving
from app.services.operations.lost import Lost
from app.services.operations.makers import Makers
from app.services.operations.overview import Overview
from app.services.operations.people import People
from app.services.operations.processes import Processes
from app.services.operations.sent import Sent
from app.services.operations.stories import Stories


@dataclass
class Operations:
    """Every act in here writes its line into the audit log, in its own transaction."""

    engine: Engine
    jobs: Jobs
    health: Health

    @cached_property
    def overview(self) -> Overview:
        """How the studio does."""
        return Overview(self.engine.db, self.health)

    @cached_property
    def cases(self) -> Cases:
        """Jobs of everybody."""
        return Cases(self.engine.db, self.engine.providers)

    @cached_property
    def stories(self) -> Stories:
        """All that happened to one job."""
        return Stories(self.engine.db)

    @cached_property
    def driving(self) -> Driving:
        """Acts on all that matches."""
        return Driving(self.engine, self.jobs)

    @cached_property
    def makers(self) -> Makers:
        """Providers."""
        return Makers(self.engine)

    @cached_property
    def processes(self) -> Processes:
        """Workers and clocks."""
        return Processes(self.engine.db)

    @cached_property
    def people(self) -> People:
        """Those who ask for things."""
        return People(self.engine)

    @cached_property
    def sent(self) -> Sent:
        """Messages to the outside."""
        return Sent(self.engine.db)

    @cached_property
    def lost(self) -> Lost:
        """What providers made and nobody has."""
        return Lost(self.engine)

    @cached_property
    def audit(self) -> Audit:
        """What operators did."""
        return Audit(self.engine.db)

    def tally(self) -> None:
        """Write down how the last hours went; what the clock has done now and then."""
        with self.engine.db.transaction() as tx:
            tallies.keep(tx.session)
