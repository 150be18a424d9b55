"""Letters go where somebody said that they read them, and nowhere else."""

import re
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest

from app.domain.errors import Conflict, NotFound, TooMany
from app.domain.telling.manners import Kind, MannersChange
from app.services.mailboxes import Links
from tests.engine.conftest import House
from tests.engine.conftest import house as house  # noqa: PLC0414 -- a fixture
from tests.engine.conftest import template_url as template_url  # noqa: PLC0414 -- a fixture
from tests.engine.crew import wait_until
from tests.engine.mailroom import Mailroom
from tests.engine.test_telling import come_due, finish, sent, settled
from tests.engine.test_telling import mails as mails  # noqa: PLC0414 -- a fixture
from tests.engine.test_telling import receiver as receiver  # noqa: PLC0414 -- a fixture
from tests.engine.test_telling import town as town  # noqa: PLC0414 -- a fixture

ADDRESS = "ann@example.com"


def wants_letters(house: House) -> None:
    """A member who has just switched e-mails on."""
    house.studio.accounts.sign_up(
        email=ADDRESS, password="a long enough one", guest_id=house.person
    )
    house.studio.notices.change_manners(house.person, MannersChange(email=[Kind.SONG]))


def words(letter: EmailMessage) -> str:
    body = letter.get_body(("plain",))
    assert body is not None
    return body.get_content()


def link(mails: Mailroom, *, at: int = -1) -> str:
    """What proves that somebody reads the letter."""
    found = re.search(r"/confirm\?t=(\S+)", words(mails.taken[at]))
    assert found
    return found[1]


def asked(house: House, mails: Mailroom, *, letters: int = 1) -> None:
    """Wait until so many letters have come."""
    come_due(house)
    wait_until(lambda: len(mails.taken) == letters, what="a letter")


def test_nothing_but_the_question_comes_before_the_answer(town: House, mails: Mailroom) -> None:
    mailboxes = town.studio.mailboxes
    wants_letters(town)
    asked(town, mails)
    assert mails.taken[0]["To"] == ADDRESS
    assert mailboxes.state(town.person) == "asked"
    finish(town)
    unsent, question = settled(town, state="skipped")
    assert (unsent.problem, question.topic) == ("unconfirmed", "mailbox.confirm")

    mailboxes.confirm(link(mails))
    job = finish(town)
    settled(town, count=2)

    assert mailboxes.state(town.person) == "confirmed"
    assert f"/song/{job}" in words(mails.taken[1])
    assert len(mails.taken) == 2


def test_a_link_is_good_once_for_one_address_and_three_days(town: House, mails: Mailroom) -> None:
    mailboxes, links = town.studio.mailboxes, Links(town.studio.keys)
    wants_letters(town)
    asked(town, mails)
    good, now = link(mails), datetime.now(UTC)
    bad = [
        "nothing",
        f"{good[:-1]}{'A' if good[-1] != 'A' else 'B'}",
        links.token(town.person, ADDRESS, until=now - timedelta(seconds=2)),
        links.token(town.person, "bob@example.com", until=now + timedelta(days=1)),
        links.token(town.newcomer(), ADDRESS, until=now + timedelta(days=1)),
    ]

    for token in bad:
        with pytest.raises(NotFound):
            mailboxes.confirm(token)
    assert mailboxes.state(town.person) == "asked"
    mailboxes.confirm(good)

    with pytest.raises(NotFound):
        mailboxes.confirm(good)
    with pytest.raises(Conflict):
        mailboxes.ask(town.person)


def test_who_has_another_address_by_now_has_confirmed_nothing(town: House) -> None:
    wants_letters(town)
    mailboxes, links = town.studio.mailboxes, Links(town.studio.keys)
    until = datetime.now(UTC) + timedelta(days=1)
    mailboxes.confirm(links.token(town.person, ADDRESS.upper(), until=until))
    assert mailboxes.state(town.person) == "confirmed"

    town.sql("UPDATE people SET email = 'ann@example.org'")

    assert mailboxes.state(town.person) == "unasked"


def test_the_question_is_repeated_ever_more_seldom(town: House, mails: Mailroom) -> None:
    mailboxes, notices = town.studio.mailboxes, town.studio.notices
    wants_letters(town)
    asked(town, mails)
    with pytest.raises(TooMany):
        mailboxes.ask(town.person)
    for email in ([], [Kind.SONG]):
        notices.change_manners(town.person, MannersChange(email=email))
    later = "UPDATE mailboxes SET asked_at = asked_at - interval '61 seconds'"

    town.sql(later)
    mailboxes.ask(town.person)
    asked(town, mails, letters=2)
    town.sql(later)

    with pytest.raises(TooMany) as refused:
        mailboxes.ask(town.person)
    assert refused.value.retry_after
    assert refused.value.retry_after > timedelta(seconds=30)
    # Whichever letter is opened: both ask the same.
    mailboxes.confirm(link(mails, at=0))
    assert mailboxes.state(town.person) == "confirmed"


def test_a_guest_has_no_mailbox(town: House, mails: Mailroom) -> None:
    town.studio.notices.change_manners(town.person, MannersChange(email=[Kind.SONG]))
    assert town.studio.mailboxes.state(town.person) == "none"

    with pytest.raises(Conflict):
        town.studio.mailboxes.ask(town.person)

    assert (sent(town), mails.taken) == ([], [])
