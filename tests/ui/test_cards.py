"""What a page knows of a job."""

from dataclasses import asdict, replace
from datetime import UTC, datetime

from app.domain.medium import Medium
from app.domain.states import JobStatus
from app.domain.views import Failure, FileView, JobView, Usual
from app.ui.state.cards import UNKNOWN, Card, card, newest_song, pack, track

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
FILE = FileView(
    id="asset_1",
    job_id="job_1",
    task_id="task_1",
    medium=Medium.SONG,
    title="Rainy evening",
    name="song.mp3",
    content_type="audio/mpeg",
    size=9,
    meta={"duration_s": 61.5, "peaks": [0, 50, 100]},
    take=1,
    leads=True,
    takes=1,
    favourite=True,
    created_at=NOON,
)
JOB = JobView(
    id="job_1",
    medium=Medium.SONG,
    title="Rainy evening",
    status=JobStatus.GENERATING,
    provider="sketch",
    provider_title="Sketch",
    params={"prompt": "rain"},
    price=1,
    total=1,
    completed=0,
    failed=0,
    cancelled=0,
    created_at=NOON,
    started_at=NOON,
    ended_at=None,
    progress=0.25,
    progress_is_true=True,
    people_before=None,
    orders_before=None,
    usual=Usual(40, 90),
    late=False,
    gives_up_at=None,
    retry=0,
    tries=3,
    retry_at=None,
    sends_at=None,
    failure=None,
    seen=False,
    cancel_frees=0,
)


def test_moments_are_counted_as_browsers_count() -> None:
    shown = card(JOB)

    assert (shown.created, shown.started, shown.ended) == (1795176000000, 1795176000000, 0)


def test_what_nobody_knows_is_said_to_be_unknown() -> None:
    shown = card(replace(JOB, progress=None, usual=None))

    assert (shown.progress, shown.true_progress, shown.before, shown.high) == (0, False, UNKNOWN, 0)


def test_a_failure_keeps_the_providers_words() -> None:
    shown = card(replace(JOB, failure=Failure("rejected", "not these")))

    assert (shown.failure_code, shown.failure_reason) == ("rejected", "not these")


def test_a_ready_song_can_be_played() -> None:
    shown = card(replace(JOB, status=JobStatus.COMPLETED, files=(FILE,)))

    assert asdict(shown.track) == {
        "id": "asset_1",
        "job": "job_1",
        "page": "/song/job_1",
        "title": "Rainy evening",
        "duration": 61.5,
        "peaks": "(Hh",
        "favourite": True,
    }


def test_peaks_are_one_character_each_whatever_comes() -> None:
    assert pack([0, 100, -3, 250]) == "(h(h"
    assert pack(None) == ""
    assert len(pack(list(range(101)))) == 101


def test_a_file_without_a_title_has_its_name() -> None:
    assert track(replace(FILE, title="", meta={})).title == "song.mp3"


def test_a_browser_remembers_the_newest_song_and_nothing_else() -> None:
    running = [Card(id="job_1"), Card(id="job_2"), Card(id="job_3", medium="model3d")]

    assert newest_song(running) == "job_2"
    assert newest_song(running[2:]) == newest_song([]) == ""
