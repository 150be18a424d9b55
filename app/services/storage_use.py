"""How much room a person's files take, and how much there is for them."""

from dataclasses import dataclass

from app.db import weights
from app.db.tables.people import PersonRow
from app.domain.errors import NotFound
from app.domain.medium import Medium
from app.domain.views import StorageView, WeightView
from app.services.engine import Engine


@dataclass(frozen=True)
class StorageUse:
    """The meter. It counts what is stored: takes, other formats, and the trash until it is gone."""

    engine: Engine

    def of(self, person_id: str) -> StorageView:
        """What a person's files weigh, exactly. Raises `NotFound`."""
        with self.engine.db.transaction() as tx:
            person = tx.session.get(PersonRow, person_id)
            if person is None:
                raise NotFound("There is no such person.")
            found = weights.by_medium(tx.session, person_id)
            in_trash = weights.in_trash(tx.session, person_id)
        return StorageView(
            bytes=sum(each.size for each in found.values()),
            in_trash=in_trash,
            limit=self.engine.limits.room(person.tier),
            media=tuple(
                WeightView(
                    Medium(medium), each.things, each.formats, each.size, brought=each.brought
                )
                for medium, each in sorted(found.items())
            ),
        )
