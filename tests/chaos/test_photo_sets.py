"""A set of photos loses worker after worker, is stopped, and is bought and paid exactly."""

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from sqlalchemy import text

from app.domain.albums import ShootView
from app.domain.files import FOLDERS
from app.domain.medium import Medium
from app.domain.states import JobStatus, TaskState
from app.domain.views import JobView, Order
from app.host import redis
from tests.chaos.lanes import Lane
from tests.chaos.nursery import Nursery
from tests.conftest import MakeDatabase
from tests.engine.photos import brought
from tests.providers.shoots import bought
from tests.simulators.portraits import somebody
from tests.simulators.running import Simulator
from tests.simulators.stage import Stage
from tests.simulators.studio import as_web, environment, generous

pytestmark = pytest.mark.chaos

KEY = "simulated"
REFUSED, BROKEN = "[sim:reject=too dark]", "[sim:fail]"


@dataclass
class Studio:
    """A lane for photos, and the vendor's book."""

    lane: Lane
    vendor: Stage

    def begin(self, provider: str, prompts: list[str]) -> JobView:
        """A set of one person, a picture for each of these words."""
        reference = brought(self.lane, somebody("ann")).id
        studio, person = self.lane.studio, self.lane.person
        params = {
            "album_id": studio.albums.make(person, kind="wedding", title="Our day"),
            "mode": "single",
            "looks": [{"style": f"s{n}", "prompt": words} for n, words in enumerate(prompts)],
            "people": [{"role": "bride", "references": [reference]}],
            "aspect": "1:1",
        }
        return studio.jobs.start(person, Order(Medium.PHOTO, params, provider=provider))

    def now(self, job: JobView) -> ShootView:
        """The set with its pictures."""
        return self.lane.studio.albums.shoot(self.lane.person, job.id)

    def made(self, job: JobView) -> int:
        """Pictures that are there."""
        return self.lane.now(job).completed

    def stop(self, job: JobView) -> None:
        """Cancel it."""
        self.lane.studio.albums.cancel(self.lane.person, job.id)


@pytest.fixture(scope="module")
def photos(
    *,
    make_database: MakeDatabase,
    template_url: str,
    redis_server: redis.Running,
    simulators: tuple[Simulator, Simulator],
    nursery: Nursery,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Studio]:
    """Two makers that take two pictures at a time: the sketch and a vendor's simulator."""
    path = tmp_path_factory.mktemp("photos")
    (path / "deaths").mkdir()
    options = {"seconds": 0, "key": KEY}
    vendor = Stage("tests.simulators.replicate:create", path / "book.db", options).start()
    doorbells = redis.database(redis_server.url, 5)
    config = generous(path, make_database(template_url), doorbells, lease_s=20)
    env = environment(
        config,
        *simulators,
        REPLICATE_API_TOKEN=KEY,
        REPLICATE_BASE_URL=f"{vendor.url}/v1",
        REPLICATE_SLOTS="2",
        SKETCH_SLOTS="2",
    )
    studio = as_web(config, env)
    person = studio.accounts.guest().person.id
    lane = Lane("photos", studio, env, nursery, None, person, path / "deaths")
    yield Studio(lane, vendor)
    vendor.kill()
    studio.close()


def test_what_a_vendor_sells_is_bought_once_whoever_dies(photos: Studio) -> None:
    words = [f"picture {n:02}" for n in range(14)]
    words[2], words[3] = f"{words[2]} {REFUSED}", f"{words[3]} {BROKEN}"
    job, lane = photos.begin("replicate", words), photos.lane
    before = lane.studio.accounts.person(lane.person).available + job.price

    lane.work_until_death(job, "submit.before_call")
    lane.work_until_death(job, "submit.after_call")
    lane.work_until(lambda: photos.made(job) >= 2, job, "two pictures")
    lane.work_until_death(job, "ordered.after_commit")
    photos.stop(job)
    lane.work_until_death(job, "fetch.after_call")
    lane.work_until_death(job, "ended.before_commit")
    end = lane.work_until_ended(job)

    assert end.status is JobStatus.CANCELLED
    assert end.failed >= 4, "two that were refused, and two whose order nobody saw the end of"
    assert end.completed >= 3
    assert end.cancelled >= 1
    purchases = photos.vendor.purchases()
    for picture, prompt in zip(photos.now(job).pictures, words, strict=True):
        times = bought(purchases, prompt)
        assert times <= 1, "paid twice"
        if picture.state is TaskState.COMPLETED:
            assert times == 1, "made and not paid"
        if picture.state is TaskState.CANCELLED:
            assert times == 0, "paid and thrown away"
    assert_exact(photos, end, had=before)


def test_what_is_sketched_is_counted_and_paid_whoever_dies(photos: Studio) -> None:
    job, lane = photos.begin("sketch_photo", ["in the garden"] * 5), photos.lane
    before = lane.studio.accounts.person(lane.person).available + job.price

    lane.work_until_death(job, "make.before_call")
    lane.work_until_death(job, "store.after_call")
    lane.work_until(lambda: photos.made(job) >= 1, job, "one picture")
    lane.work_until_death(job, "ended.before_commit")
    photos.stop(job)
    end = lane.work_until_ended(job)

    assert end.status is JobStatus.CANCELLED
    assert (end.completed >= 2, end.failed) == (True, 0), "one before, and what was at work"
    assert_exact(photos, end, had=before)


def test_a_photo_that_nobody_can_read_fails_its_picture_alone(photos: Studio) -> None:
    job, lane = photos.begin("sketch_photo", ["in the snow"]), photos.lane
    [reference] = job.params["people"][0]["references"]
    spoil(lane, reference)
    other = photos.begin("sketch_photo", ["in the rain"])

    lane.work_until_death(job, "make.after_call")
    ends = [lane.work_until_ended(each) for each in (job, other)]

    assert [end.status for end in ends] == [JobStatus.FAILED, JobStatus.COMPLETED]
    assert ends[0].failure is not None
    assert ends[0].failure.code == "rejected"
    assert photos.now(job).pictures[0].failure == ends[0].failure
    lane.audit(job)


def spoil(lane: Lane, upload_id: str) -> None:
    """What somebody brought is no picture any more."""
    [path] = [
        each
        for each in lane.studio.settings.files.glob(f"uploads/{upload_id}_*/*")
        if "thumb" not in each.name
    ]
    path.write_bytes(b"no picture")


def assert_exact(photos: Studio, end: JobView, *, had: int) -> None:
    """Counts, credits, receipt and files say the same, to the last one."""
    lane = photos.lane
    shoot = photos.now(end)
    states = [picture.state for picture in shoot.pictures]
    counted = [states.count(s) for s in (TaskState.COMPLETED, TaskState.FAILED)]
    assert counted == [end.completed, end.failed]
    assert end.completed + end.failed + end.cancelled == end.total == len(states)
    price = end.price // end.total
    receipt = lane.studio.money.receipt(lane.person, end.id)
    assert (receipt.quoted, receipt.used, receipt.held) == (end.price, price * end.completed, 0)
    assert receipt.returned == end.price - receipt.used
    assert lane.studio.accounts.person(lane.person).available == had - receipt.used
    files = [picture.file for picture in shoot.pictures if picture.file]
    assert len(files) == len({file.id for file in files}) == end.completed
    assert all(picture.takes == (picture.file is not None) for picture in shoot.pictures)
    lane.audit(end)
    assert stored(lane) == named(lane)


def stored(lane: Lane) -> set[str]:
    """What is in storage of pictures two days later, when the search for litter has been there."""
    root = lane.studio.settings.files / FOLDERS[Medium.PHOTO]
    later = time.time() - 2 * 86_400
    for path in root.iterdir():
        os.utime(path, (later, later))
    with lane.studio.sql.begin() as connection:
        connection.execute(text("UPDATE sweeps SET ended_at = NULL, lease_until = NULL"))
    lane.studio.orphans.sweep()
    return {path.name for path in root.iterdir() if path.suffix == ".jpg"}


def named(lane: Lane) -> set[str]:
    """What rows say of that."""
    with lane.studio.sql.begin() as connection:
        keys = connection.execute(text("SELECT key FROM assets")).scalars()
        return {key.rpartition("/")[2] for key in keys}
