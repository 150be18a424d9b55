"""What a person sees of their credits over REST."""

from app.domain.errors import ProviderRejected
from tests.api.conftest import Visitor
from tests.engine.conftest import House

SONG = {"medium": "song", "params": {"prompt": "rain"}}


def test_a_running_job_holds_and_never_looks_like_a_charge(ann: Visitor, house: House) -> None:
    job = ann.client.post("/api/jobs", json=SONG | {"provider": "blind"}).json()

    receipt = ann.client.get(f"/api/jobs/{job['id']}/receipt").json()

    assert (receipt["quoted"], receipt["held"], receipt["used"]) == (3, 3, 0)
    me = ann.client.get("/api/auth/me").json()
    assert (me["available"], me["held"]) == (97, 3)


def test_a_receipt_says_what_was_used_and_what_returned(ann: Visitor, house: House) -> None:
    house.sketch.on_call.append(ProviderRejected("no"))
    job = ann.client.post("/api/jobs", json=SONG | {"provider": "sketch", "takes": 2}).json()
    house.answer()

    receipt = ann.client.get(f"/api/jobs/{job['id']}/receipt").json()

    assert [receipt[name] for name in ("quoted", "held", "used", "returned")] == [6, 0, 3, 3]


def test_the_statement_links_every_line_to_its_job(ann: Visitor, house: House) -> None:
    job = ann.client.post("/api/jobs", json=SONG | {"provider": "sketch"}).json()
    house.answer()

    first = ann.client.get("/api/credits", params={"limit": 2}).json()
    rest = ann.client.get("/api/credits", params={"cursor": first["next_cursor"]}).json()

    lines = [*first["items"], *rest["items"]]
    assert [line["kind"] for line in lines] == ["settle", "hold", "grant"]
    assert [line["job_id"] for line in lines] == [job["id"], job["id"], None]


def test_a_quote_tells_the_price_of_all_takes_and_the_weather(ann: Visitor, house: House) -> None:
    quote = ann.client.post(
        "/api/jobs/quote", json=SONG | {"provider": "sketch", "takes": 3}
    ).json()

    assert (quote["price"], quote["weather"]["sky"]) == (9, "fine")


def test_everything_that_stands_against_a_batch_is_said(ann: Visitor, house: House) -> None:
    house.sql("UPDATE accounts SET available = 10 WHERE available > 0")
    house.sql("UPDATE entries SET amount = sign(amount) * 10")
    limits = house.studio.engine.limits
    object.__setattr__(house.studio.engine, "limits", type(limits)(waiting=3))

    answer = ann.client.post("/api/jobs", json=SONG | {"provider": "sketch", "takes": 8})

    assert answer.status_code == 409
    assert len(answer.json()["error"]["problems"]) == 2


def test_another_take_under_one_key_is_one_take(ann: Visitor, house: House) -> None:
    job = ann.client.post("/api/jobs", json=SONG | {"provider": "sketch"}).json()
    ask = {"headers": {"Idempotency-Key": "again-1"}}

    first = ann.client.post(f"/api/jobs/{job['id']}/again", **ask).json()
    second = ann.client.post(f"/api/jobs/{job['id']}/again", **ask).json()

    assert first["id"] == second["id"] != job["id"]
