"""What grows old is announced for the whole time, then goes to the trash; what is kept stays."""

import io
import zipfile
from datetime import UTC, datetime, timedelta

import pytest

from app.domain.errors import NotFound
from app.domain.lifetimes import Lifetimes
from app.domain.views import JobView, Leaving
from app.services.packing import pack
from tests.engine.conftest import House

KEEP = timedelta(days=90)
NOTICE = timedelta(days=14)


def operate(house: House, **spans: timedelta | None) -> None:
    """The operator starts the studio again with these settings."""
    object.__setattr__(house.studio.engine, "lifetimes", Lifetimes(**spans))  # pyright: ignore[reportArgumentType]


def song(house: House, *, days: float = 0) -> JobView:
    """A song that was made so many days ago."""
    job = house.start()
    house.answer()
    pass_days(house, days, job)
    return house.job(job)


def pass_days(house: House, days: float, *jobs: JobView) -> None:
    """Let so many days pass, for these jobs or for all."""
    house.sql(
        """UPDATE jobs SET ended_at = ended_at - make_interval(secs => %(s)s),
               announced_at = announced_at - make_interval(secs => %(s)s),
               leaves_at = leaves_at - make_interval(secs => %(s)s)
           WHERE %(ids)s::text[] = '{}' OR id = ANY(%(ids)s)""",
        s=days * 86_400,
        ids=[job.id for job in jobs],
    )


def leaving(house: House) -> Leaving:
    house.studio.retention.review()
    return house.studio.retention.of(house.person)


def there(house: House) -> int:
    return len(house.studio.library.page(house.person).items)


def test_without_a_setting_nothing_ever_leaves(house: House) -> None:
    song(house, days=10_000)

    assert leaving(house) == Leaving(0, (), ())
    assert there(house) == 1


def test_what_is_too_old_when_the_setting_is_turned_on_has_the_whole_notice(house: House) -> None:
    job = song(house, days=10_000)
    operate(house, free=KEEP)

    told = leaving(house)

    [day] = told.departures
    assert (told.songs, day.songs, told.items[0].job_id) == (1, 1, job.id)
    assert NOTICE <= day.at - datetime.now(UTC) <= NOTICE + timedelta(days=1)
    assert day.at.astimezone(UTC).time().isoformat() == "00:00:00"
    pass_days(house, 13.9)
    assert leaving(house).songs == 1
    assert there(house) == 1


def test_what_leaves_is_told_once_and_taken_back_when_all_of_it_stays(house: House) -> None:
    for _ in range(2):
        song(house, days=10_000)
    house.studio.notices.see_all(house.person)
    operate(house, free=KEEP)
    leaving(house)
    leaving(house)

    [notice] = house.studio.notices.page(house.person, unseen=True).items
    assert (notice.topic, notice.total, notice.path) == ("songs.leave", 2, "/leaving")

    house.studio.retention.keep(house.person)
    operate(house, free=None)
    leaving(house)
    assert house.studio.notices.page(house.person, unseen=True).items == ()


def test_a_song_leaves_when_it_is_old_enough_and_goes_to_the_trash_first(house: House) -> None:
    operate(house, free=KEEP)
    job, young = song(house, days=80), song(house, days=10)
    [day] = leaving(house).departures
    made_at = job.ended_at or datetime.now(UTC)
    assert timedelta() <= day.at - max(made_at + KEEP, datetime.now(UTC) + NOTICE) <= timedelta(1)

    pass_days(house, 15.1)
    house.studio.retention.review()

    assert [each.id for each in house.studio.trash.page(house.person).items] == [job.id]
    assert [each.job_id for each in house.studio.library.page(house.person).items] == [young.id]
    house.studio.trash.restore(house.person, job.id)
    assert leaving(house).songs == 0
    assert there(house) == 2


def test_who_lowers_the_setting_announces_anew_and_shortens_no_promise(house: House) -> None:
    operate(house, free=timedelta(days=365))
    song(house, days=200)
    assert leaving(house).songs == 0

    operate(house, free=KEEP)
    [day] = leaving(house).departures

    assert day.at - datetime.now(UTC) >= NOTICE
    operate(house, free=timedelta(days=30))
    assert leaving(house).departures == (day,)
    assert there(house) == 1


def test_a_longer_notice_postpones_what_was_announced(house: House) -> None:
    operate(house, free=KEEP)
    song(house, days=200)
    leaving(house)
    pass_days(house, 10)

    operate(house, free=KEEP, notice=timedelta(days=30))
    [day] = leaving(house).departures

    assert timedelta(days=20) <= day.at - datetime.now(UTC) <= timedelta(days=21)
    pass_days(house, 6)
    assert leaving(house).songs == 1
    assert there(house) == 1


@pytest.mark.parametrize("spans", [{}, {"free": timedelta(days=400)}, {"paid": KEEP}])
def test_what_may_stay_after_all_is_announced_no_longer(
    house: House, spans: dict[str, timedelta]
) -> None:
    operate(house, free=KEEP)
    song(house, days=200)
    assert leaving(house).songs == 1

    operate(house, **spans)

    assert leaving(house).songs == 0
    pass_days(house, 100)
    assert there(house) == 1


def test_each_plan_has_its_own_time(house: House) -> None:
    operate(house, free=KEEP, paid=None)
    song(house, days=200)
    house.sql("UPDATE people SET tier = 'paid'")

    assert leaving(house).songs == 0
    house.sql("UPDATE people SET tier = 'free'")
    assert leaving(house).songs == 1


def favourite(house: House, job: JobView) -> None:
    house.studio.library.favourite(house.person, job.files[0].id, on=True)


def on_a_playlist(house: House, job: JobView) -> None:
    house.sql(
        "INSERT INTO playlists (id, person_id, title) VALUES ('playlist_1', %(p)s, 'Rain')",
        p=house.person,
    )
    house.sql(
        """INSERT INTO playlist_items (playlist_id, asset_id, position)
           VALUES ('playlist_1', %(a)s, 0)""",
        a=job.files[0].id,
    )


def shared(house: House, job: JobView) -> None:
    house.sql(
        """INSERT INTO shares (id, person_id, kind, target_id, token, options)
           VALUES ('share_1', %(p)s, 'song', %(a)s, %(t)s, '{}')""",
        p=house.person,
        a=job.files[0].id,
        t="t" * 24,
    )


def kept(house: House, job: JobView) -> None:
    house.studio.retention.keep(house.person, [job.id])


@pytest.mark.parametrize("spare", [favourite, on_a_playlist, shared, kept])
def test_what_somebody_cares_for_does_not_leave(house: House, spare: object) -> None:
    operate(house, free=KEEP)
    job, other = song(house, days=200), song(house, days=200)
    assert leaving(house).songs == 2

    spare(house, job)  # pyright: ignore[reportCallIssue] -- one of the four above

    assert [each.job_id for each in house.studio.retention.of(house.person).items] == [other.id]
    pass_days(house, 16)
    house.studio.retention.review()
    house.studio.retention.review()
    assert [each.job_id for each in house.studio.library.page(house.person).items] == [job.id]


def test_a_song_is_as_old_as_its_youngest_take_and_leaves_whole(house: House) -> None:
    operate(house, free=KEEP)
    first = song(house, days=200)
    again = house.studio.jobs.again(house.person, first.id)
    house.answer()
    assert leaving(house).songs == 0

    pass_days(house, 100)
    told = leaving(house)

    assert (told.songs, told.items[0].takes) == (1, 2)
    pass_days(house, 16)
    house.studio.retention.review()
    trashed = {each.id for each in house.studio.trash.page(house.person).items}
    assert trashed == {first.id, again.id}


def test_songs_are_let_go_now_or_all_kept(house: House) -> None:
    operate(house, free=KEEP)
    jobs = [song(house, days=200) for _ in range(3)]
    leaving(house)

    assert house.studio.retention.let_go(house.person, [jobs[0].id]) == 1
    assert house.studio.retention.keep(house.person) == 2

    assert [each.id for each in house.studio.trash.page(house.person).items] == [jobs[0].id]
    assert leaving(house).songs == 0


def test_what_is_somebody_elses_or_stays_can_be_neither_kept_nor_let_go(house: House) -> None:
    operate(house, free=KEEP)
    old, young = song(house, days=200), song(house)
    leaving(house)
    stranger = house.newcomer()

    for person, job in ((stranger, old), (house.person, young)):
        with pytest.raises(NotFound):
            house.studio.retention.keep(person, [job.id])
        with pytest.raises(NotFound):
            house.studio.retention.let_go(person, [job.id])
    assert house.studio.retention.of(stranger).songs == 0


def test_all_of_it_comes_as_one_archive_and_what_is_missing_is_left_out(house: House) -> None:
    operate(house, free=KEEP)
    jobs = [song(house, days=200) for _ in range(3)]
    leaving(house)
    house.studio.library.open(house.person, jobs[0].files[0].id).path.unlink()  # pyright: ignore[reportOptionalMemberAccess]

    archive = b"".join(pack(house.studio.storage, house.studio.retention.files(house.person)))

    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        assert opened.testzip() is None
        assert opened.namelist() == ["Rain.mp3", "Rain (2).mp3"]
        assert {info.compress_type for info in opened.infolist()} == {zipfile.ZIP_STORED}
        path = house.studio.library.open(house.person, jobs[1].files[0].id).path
        assert path
        assert opened.read("Rain.mp3") == path.read_bytes()
