"""When it is polite to tell somebody."""

from datetime import UTC, datetime, time, timedelta

import pytest

from app.domain.delivering import Channel
from app.domain.errors import Invalid
from app.domain.telling.manners import ALWAYS, PATIENCE, Kind, Manners, MannersChange

NIGHT = Manners(quiet_from=time(22), quiet_to=time(8), timezone="Asia/Seoul")
SIESTA = Manners(quiet_from=time(13), quiet_to=time(15), timezone="UTC")


def at(hour: int, minute: int = 0, *, day: int = 3) -> datetime:
    return datetime(2026, 5, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("manners", "now", "until"),
    [
        (NIGHT, at(12, 59), None),  # 21:59 in Seoul
        (NIGHT, at(13), at(23)),  # 22:00
        (NIGHT, at(18), at(23)),  # 03:00 of the next day
        (NIGHT, at(22, 59), at(23)),  # 07:59
        (NIGHT, at(23), None),  # 08:00
        (SIESTA, at(12, 59), None),
        (SIESTA, at(13), at(15)),
        (SIESTA, at(15), None),
        (ALWAYS, at(3), None),
        (Manners(quiet_from=time(8), quiet_to=time(8)), at(8), None),
    ],
)
def test_quiet_hours_are_those_of_the_persons_own_clock(
    manners: Manners, now: datetime, until: datetime | None
) -> None:
    assert manners.quiet_until(now) == until


def test_the_night_in_which_clocks_change_ends_at_the_hour_that_was_said() -> None:
    manners = Manners(quiet_from=time(22), quiet_to=time(8), timezone="Europe/Berlin")

    summer = manners.quiet_until(datetime(2026, 3, 28, 22, tzinfo=UTC))
    winter = manners.quiet_until(datetime(2026, 10, 24, 22, tzinfo=UTC))

    assert (summer, winter) == (
        datetime(2026, 3, 29, 6, tzinfo=UTC),
        datetime(2026, 10, 25, 7, tzinfo=UTC),
    )


def test_a_message_waits_for_an_open_page_and_for_the_end_of_the_night() -> None:
    assert NIGHT.due_at(Channel.PUSH, at(2)) == at(2) + PATIENCE[Channel.PUSH].first
    assert NIGHT.due_at(Channel.PUSH, at(14)) == at(23)
    assert ALWAYS.due_at(Channel.EMAIL, at(2)) - at(2) > timedelta(minutes=1)


def test_mail_is_off_until_somebody_asks_for_it_and_pushes_are_on() -> None:
    assert not any(ALWAYS.wants(Channel.EMAIL, kind) for kind in Kind)
    assert all(ALWAYS.wants(way, kind) for way in (Channel.PUSH, Channel.FCM) for kind in Kind)


def test_what_is_left_out_stays() -> None:
    changed = MannersChange(email=[Kind.SONG]).made_to(NIGHT)

    assert changed.email == {Kind.SONG}
    assert (changed.push, changed.quiet_from, changed.timezone) == (
        NIGHT.push,
        NIGHT.quiet_from,
        "Asia/Seoul",
    )
    assert MannersChange(is_never_quiet=True).made_to(changed).quiet_until(at(18)) is None


@pytest.mark.parametrize("name", ["Mars/Base", "", "../etc/passwd", "/etc/passwd", "a\x00b"])
def test_a_time_zone_that_nobody_knows_is_refused(name: str) -> None:
    with pytest.raises(Invalid):
        MannersChange(timezone=name or " ").made_to(ALWAYS)
