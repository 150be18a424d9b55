"""
Who may look at the whole studio, and who may act.

By cookie, JWT or a token with the scope `manage`: a token that only reads is given to programs that
see one's own things, and must not see everybody's. Whoever is no operator is told that there is no
such address.
"""

from typing import Annotated

from fastapi import Depends

from app.api.deps import Needs
from app.domain.errors import NotFound
from app.domain.views import PersonView

_person = Needs("manage")


async def _reader(person: Annotated[PersonView, Depends(_person)]) -> PersonView:
    if person.role not in {"reader", "operator"}:
        raise NotFound("There is no such address.")
    return person


async def _operator(person: Annotated[PersonView, Depends(_person)]) -> PersonView:
    if person.role != "operator":
        raise NotFound("There is no such address.")
    return person


Onlooker = Annotated[PersonView, Depends(_reader)]
"""A reader or an operator: sees everything but what people wrote."""
Operator = Annotated[PersonView, Depends(_operator)]
"""Somebody who may act, and open what people wrote; each time it is written down."""
