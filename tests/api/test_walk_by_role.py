"""
Readers and operators walk every route that names somebody's id, and find nothing either.

What they may see of others is on the operations pages, where it is written down.
"""

from collections.abc import Iterator

import pytest

from tests.api.test_walk import OPERATIONS, OTHERS, Street, _everything, _unknown, _walk
from tests.api.test_walk import street as street  # noqa: PLC0414 -- a fixture
from tests.api.test_walk import street_for_all as street_for_all  # noqa: PLC0414 -- a fixture


@pytest.fixture(params=["reader", "operator"])
def bob(street: Street, request: pytest.FixtureRequest) -> Iterator[Street]:
    """The same street, in which Bob has a role."""
    given = {"role": request.param, "id": street.bob.id}
    street.house.sql("UPDATE people SET role = %(role)s WHERE id = %(id)s", **given)
    yield street
    street.house.sql("UPDATE people SET role = 'person' WHERE id = %(id)s", id=street.bob.id)


def test_a_role_opens_nobodys_things_over_the_api(bob: Street) -> None:
    before = _everything(bob.house)

    answers = [
        (route, answer.status_code)
        for route in set(OTHERS) - set(OPERATIONS)
        for ids in (bob.ids, _unknown())
        for answer in _walk(bob.bob, route, ids)
    ]

    assert {status for _, status in answers} <= {404, 429}, answers
    assert [status for _, status in answers].count(404) > len(OTHERS) - len(OPERATIONS)
    assert _everything(bob.house) == before
