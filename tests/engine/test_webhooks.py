"""Word to people's own programs: signed, tried for days, never twice under two ids."""

import socket
import threading
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any, Self

import pytest
from standardwebhooks.webhooks import WebhookVerificationError

from app.adapters.seal import Seal
from app.bootstrap import build
from app.domain.delivering import SCHEDULE, Answer
from app.domain.errors import Conflict, Invalid, NotFound, ProviderRejected, TooMany
from app.domain.views import DeliveryView
from app.services.courier import Courier
from app.services.deliveries import Deliveries
from app.services.webhooks import MOST
from tests.engine.conftest import House
from tests.engine.crew import wait_until
from tests.engine.receiver import Receiver, Reply, receiving

EVENTS = ["job.completed", "job.failed", "job.cancelled"]


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


@pytest.fixture
def town(house: House) -> House:
    """A house that may call this machine, as development does."""
    object.__setattr__(house.studio.settings, "webhooks_allow_private", True)
    return house


def add(house: House, receiver: Receiver, path: str = "/hook", **given: Any) -> tuple[str, str]:
    """An address of the receiver; its id and secret."""
    given.setdefault("events", EVENTS)
    hook, secret = house.studio.webhooks.add(house.person, receiver.url(path), **given)
    return hook.id, secret


def log(house: House, hook: str) -> list[DeliveryView]:
    return list(house.studio.webhooks.deliveries(house.person, hook).items)


def settled(house: House, hook: str, *, tries: int = 1) -> DeliveryView:
    """The only message to this address, once it was tried so often."""
    house.studio.courier.ring()
    wait_until(lambda: log(house, hook) and log(house, hook)[0].tries >= tries, what="a try")
    [delivery] = log(house, hook)
    return delivery


def come_due(house: House) -> None:
    """As when the wait is over; the clock then rings."""
    house.sql("UPDATE deliveries SET due_at = now() WHERE state = 'pending'")
    house.tick()


def test_a_finished_job_is_told_signed_and_once(town: House, receiver: Receiver) -> None:
    hook, secret = add(town, receiver)
    job = town.start()
    town.answer()

    delivery = settled(town, hook)

    [heard] = receiver.heard
    told = heard.verify(secret)
    assert told["type"] == "job.completed"
    assert told["data"]["job_id"] == job.id
    assert told["data"]["status"] == "completed"
    assert len(heard.body) < 20_000
    assert (delivery.state, delivery.answer_status, delivery.id) == ("delivered", 204, heard.id)
    assert heard.headers["host"] == f"127.0.0.1:{receiver.port}"


def test_failed_and_cancelled_jobs_are_told_to_those_who_asked(
    town: House, receiver: Receiver
) -> None:
    all_of_it, _ = add(town, receiver, "/all")
    failures, _ = add(town, receiver, "/failures", events=["job.failed"])
    town.studio.jobs.cancel(town.person, town.start().id)
    town.sketch.on_call.append(ProviderRejected("too much rain"))
    town.start()
    town.answer()
    stranger = town.newcomer()
    town.start(person=stranger)
    town.answer()

    wait_until(lambda: len(receiver.heard) == 3, what="three messages")
    wait_until(lambda: all(d.ended_at for d in log(town, all_of_it)), what="the log")

    assert {d.topic for d in log(town, all_of_it)} == {"job.failed", "job.cancelled"}
    assert [d.topic for d in log(town, failures)] == ["job.failed"]


def test_a_changed_body_id_or_time_does_not_verify(town: House, receiver: Receiver) -> None:
    hook, secret = add(town, receiver)
    town.studio.webhooks.test(town.person, hook)
    settled(town, hook)
    [heard] = receiver.heard
    assert heard.verify(secret)["type"] == "webhook.test"

    for forged in (
        replace(heard, body=heard.body.replace(b"test", b"tesT")),
        replace(heard, headers=heard.headers | {"webhook-id": "delivery_other"}),
        replace(heard, headers=heard.headers | {"webhook-timestamp": "1"}),
    ):
        with pytest.raises(WebhookVerificationError):
            forged.verify(secret)


def test_after_a_rotation_both_secrets_verify_for_a_day(town: House, receiver: Receiver) -> None:
    hook, old = add(town, receiver)
    view, new = town.studio.webhooks.rotate(town.person, hook)
    town.start()
    town.answer()
    settled(town, hook)
    assert view.old_secret_until is not None
    assert old != new

    for secret in (old, new):
        assert receiver.heard[0].verify(secret)

    town.sql("UPDATE webhooks SET old_secret_until = now()")
    town.studio.webhooks.test(town.person, hook)
    town.studio.courier.ring()
    wait_until(lambda: len(receiver.heard) == 2, what="the test")
    assert receiver.heard[1].verify(new)
    with pytest.raises(WebhookVerificationError):
        receiver.heard[1].verify(old)


def test_a_failure_is_tried_again_on_the_schedule_under_the_same_id(
    town: House, receiver: Receiver
) -> None:
    hook, _ = add(town, receiver)
    receiver.always["/hook"] = Reply(500, body=b"not now\x00")
    town.start()
    town.answer()
    waits: list[timedelta] = []

    for tries in range(1, len(SCHEDULE) + 1):
        delivery = settled(town, hook, tries=tries)
        assert delivery.state == "pending"
        assert delivery.next_at is not None
        assert delivery.tried_at is not None
        waits.append(delivery.next_at - delivery.tried_at)
        come_due(town)
    last = settled(town, hook, tries=len(SCHEDULE) + 1)

    for wait, planned in zip(waits, SCHEDULE, strict=True):
        assert planned <= wait <= planned * 1.2 + timedelta(seconds=1)
    assert all(a < b for a, b in pairwise(waits))
    assert (last.state, last.problem, last.answer_body) == ("failed", "refused", "not now ")
    assert {each.id for each in receiver.heard} == {last.id}


def test_a_redirect_is_a_failure_and_never_followed(town: House, receiver: Receiver) -> None:
    hook, _ = add(town, receiver)
    receiver.always["/hook"] = Reply(302, {"Location": receiver.url("/elsewhere")})
    town.studio.webhooks.test(town.person, hook)

    delivery = settled(town, hook)

    assert (delivery.state, delivery.answer_status) == ("failed", 302)
    assert receiver.at("/elsewhere") == []


def test_gone_switches_off_and_leaves_a_notice(town: House, receiver: Receiver) -> None:
    hook, _ = add(town, receiver)
    receiver.always["/hook"] = Reply(410)
    town.start()
    town.answer()

    assert settled(town, hook).state == "failed"

    view = town.studio.webhooks.get(town.person, hook)
    assert (view.enabled, view.disabled_because) == (False, "gone")
    notices = town.sql("SELECT topic, subject FROM notices WHERE kind = 'studio'")
    assert notices == [("webhook.disabled", hook)]
    town.start()
    town.answer()
    assert len(log(town, hook)) == 1


def test_retry_after_keeps_everything_for_that_address_quiet(
    town: House, receiver: Receiver
) -> None:
    hook, _ = add(town, receiver)
    receiver.always["/hook"] = Reply(429, {"Retry-After": "7200"})
    town.start()
    town.answer()
    first = settled(town, hook)

    town.start()
    town.answer()

    assert first.next_at is not None
    assert first.tried_at is not None
    assert first.next_at - first.tried_at > timedelta(minutes=119)
    assert all(
        d.next_at and d.next_at >= first.next_at - timedelta(minutes=1) for d in log(town, hook)
    )
    assert len(receiver.heard) == 1


def test_an_address_that_nothing_reached_for_days_is_switched_off(
    town: House, receiver: Receiver
) -> None:
    hook, _ = add(town, receiver)
    receiver.always["/hook"] = Reply(500)
    town.start()
    town.answer()
    settled(town, hook)
    town.sql(
        "UPDATE webhooks SET failing_since = now() - interval '4 days';"
        "UPDATE deliveries SET tries = 9"
    )
    waiting = town.start()
    town.answer()
    wait_until(lambda: len(log(town, hook)) == 2 and log(town, hook)[0].tries == 1, what="second")

    come_due(town)
    wait_until(lambda: not town.studio.webhooks.get(town.person, hook).enabled, what="off")

    assert town.studio.webhooks.get(town.person, hook).disabled_because == "failing"
    wait_until(lambda: all(d.state == "failed" for d in log(town, hook)), what="nothing waits")
    assert waiting.id
    again = town.studio.webhooks.change(town.person, hook, enabled=True)
    assert (again.enabled, again.failing_since) == (True, None)
    assert town.sql("SELECT 1 FROM notices WHERE kind = 'studio'") == []


def test_a_success_ends_the_count_of_failures(town: House, receiver: Receiver) -> None:
    hook, _ = add(town, receiver)
    receiver.replies["/hook"] = [Reply(500)]
    town.start()
    town.answer()
    settled(town, hook)
    assert town.studio.webhooks.get(town.person, hook).failing_since is not None

    come_due(town)
    settled(town, hook, tries=2)

    assert town.studio.webhooks.get(town.person, hook).failing_since is None


def test_a_message_is_delivered_again_under_its_id_when_asked(
    town: House, receiver: Receiver
) -> None:
    hook, _ = add(town, receiver)
    town.start()
    town.answer()
    delivery = settled(town, hook)

    town.studio.webhooks.redeliver(town.person, hook, delivery.id)
    town.answer()
    wait_until(lambda: len(receiver.heard) == 2, what="it came again")
    wait_until(lambda: log(town, hook)[0].state == "delivered", what="the log")

    assert {each.id for each in receiver.heard} == {delivery.id}
    receiver.always["/hook"] = Reply(after=threading.Event())
    town.studio.webhooks.redeliver(town.person, hook, delivery.id)
    with pytest.raises(Conflict):
        town.studio.webhooks.redeliver(town.person, hook, delivery.id)


def test_one_slow_address_holds_up_no_other(town: House, receiver: Receiver) -> None:
    release = threading.Event()
    receiver.always["/slow"] = Reply(after=release)
    add(town, receiver, "/slow")
    quick, _ = add(town, receiver, "/quick")
    for _ in range(12):
        town.start()
    town.answer()

    wait_until(
        lambda: sum(d.state == "delivered" for d in log(town, quick)) == 12, what="the quick one"
    )

    assert len(receiver.at("/slow")) < 12
    release.set()
    wait_until(lambda: len(receiver.at("/slow")) == 12, what="the slow one")


def test_one_host_is_never_asked_by_all_at_once(town: House, receiver: Receiver) -> None:
    release = threading.Event()
    for n in range(MOST):
        receiver.always[f"/{n}"] = Reply(after=release)
        add(town, receiver, f"/{n}")
    for _ in range(4):
        town.start()
    town.answer()
    wait_until(lambda: len(receiver.heard) >= 8, what="the first ones")
    leased = town.sql("SELECT count(*) FROM deliveries WHERE lease_until > now()")

    release.set()
    wait_until(lambda: len(receiver.heard) == 4 * MOST, what="all of them")

    assert int(str(leased[0][0])) < 16


def test_switched_off_means_silence_and_a_test_still_goes(town: House, receiver: Receiver) -> None:
    hook, secret = add(town, receiver)
    town.studio.webhooks.change(town.person, hook, enabled=False)
    town.start()
    town.answer()
    assert log(town, hook) == []

    town.studio.webhooks.test(town.person, hook)

    assert settled(town, hook).state == "delivered"
    assert receiver.heard[0].verify(secret)
    delivery = log(town, hook)[0]
    town.sql("UPDATE deliveries SET topic = 'job.completed'")
    with pytest.raises(Conflict):
        town.studio.webhooks.redeliver(town.person, hook, delivery.id)


def test_the_database_shows_no_secret_and_sealed_ones_open_for_their_owner_only(
    town: House, receiver: Receiver
) -> None:
    hook, secret = add(town, receiver)
    [(sealed,)] = town.sql("SELECT secret FROM webhooks")

    assert secret.removeprefix("whsec_") not in str(
        town.sql("SELECT to_jsonb(webhooks) FROM webhooks")
    )
    assert town.studio.seal.open(str(sealed), owner=hook) == secret
    assert town.studio.seal.open(str(sealed), owner="hook_other") is None
    assert Seal("another key").open(str(sealed), owner=hook) is None


def test_a_secret_that_cannot_be_opened_is_said_and_nothing_is_sent(
    town: House, receiver: Receiver
) -> None:
    hook, _ = add(town, receiver)
    town.sql("UPDATE webhooks SET secret = 'c2VhbGVk'")
    town.studio.webhooks.test(town.person, hook)

    assert settled(town, hook).problem == "unreadable"
    assert receiver.heard == []


def test_more_than_the_most_and_unknown_events_are_refused(town: House, receiver: Receiver) -> None:
    for n in range(MOST):
        add(town, receiver, f"/{n}")

    with pytest.raises(TooMany):
        add(town, receiver)
    with pytest.raises(Invalid):
        town.studio.webhooks.change(
            town.person, town.studio.webhooks.all(town.person)[0].id, events=["job.begun"]
        )


def test_who_leaves_takes_addresses_and_log_along(town: House, receiver: Receiver) -> None:
    hook, _ = add(town, receiver)
    town.studio.webhooks.test(town.person, hook)
    settled(town, hook)

    town.studio.accounts.delete(town.person)

    assert town.sql("SELECT 1 FROM webhooks") == town.sql("SELECT 1 FROM deliveries") == []


def test_what_a_guest_added_moves_to_the_account(town: House, receiver: Receiver) -> None:
    hook, _ = add(town, receiver)
    accounts = town.studio.accounts
    accounts.sign_up(
        email="ann@example.com", password="a long enough one", name="", language="en",
        guest_id=None, address="", agent="",
    )  # fmt: skip

    member = accounts.sign_in(
        email="ann@example.com", password="a long enough one", guest_id=town.person,
        address="", agent="",
    )  # fmt: skip

    assert town.studio.webhooks.get(member.person.id, hook).id == hook
    with pytest.raises(NotFound):
        town.studio.webhooks.get(town.person, hook)


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com/",
        "https://127.0.0.1/",
        "https://localhost/",
        "https://2130706433/",
        "https://0x7f.1/",
        "https://10.1.2.3/",
        "https://169.254.169.254/latest/meta-data",
        "https://100.64.0.1/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[fd00:ec2::254]/",
        "https://[64:ff9b::a9fe:a9fe]/",
        "https://[2002:7f00:1::]/",
        "https://224.0.0.1/",
        "https://168.63.129.16/",
        "https://user:secret@1.1.1.1/",
        "https:///nowhere",
        "ftp://1.1.1.1/",
        "https://1.1.1.1:0/",
        "not an address",
    ],
)
def test_addresses_inside_are_refused_at_once(house: House, url: str) -> None:
    with pytest.raises(Invalid) as refused:
        house.studio.webhooks.add(house.person, url, events=EVENTS)

    assert refused.value.field == "url"


def test_a_name_that_leads_inside_later_is_not_called(
    house: House, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DNS rebinding: public when it is looked at, this machine when it is called."""
    object.__setattr__(house.studio.settings, "webhooks_allow_private", False)
    led_to = ["93.184.216.34"]

    def lead(_host: str, port: int, *_: Any, **__: Any) -> list[Any]:
        kind = socket.AF_INET
        return [(kind, socket.SOCK_STREAM, 6, "", (address, port)) for address in led_to]

    monkeypatch.setattr("app.adapters.outbound.socket.getaddrinfo", lead)
    url = f"https://innocent.example:{receiver.port}/hook"
    hook, _ = house.studio.webhooks.add(house.person, url, events=EVENTS)

    for inside in (["127.0.0.1"], ["93.184.216.34", "127.0.0.1"], ["169.254.169.254"]):
        led_to[:] = inside
        house.studio.webhooks.test(house.person, hook.id)
        house.studio.courier.ring()
        wait_until(
            lambda: all(d.ended_at for d in log(house, hook.id)), what="the refusal in the log"
        )

    assert {d.problem for d in log(house, hook.id)} == {"forbidden"}
    assert receiver.heard == []


def test_the_address_that_was_looked_at_is_the_one_that_is_called(
    town: House, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    real = socket.getaddrinfo

    def lead(host: str, port: int, *given: Any, **named: Any) -> list[Any]:
        if host != "known.example":
            return real(host, port, *given, **named)
        asked.append(host)
        return real("127.0.0.1", port, *given, **named)

    monkeypatch.setattr("socket.getaddrinfo", lead)
    url = receiver.url("/hook", host="known.example")
    hook, _ = town.studio.webhooks.add(town.person, url, events=EVENTS)
    asked.clear()

    town.studio.webhooks.test(town.person, hook.id)
    settled(town, hook.id)

    assert asked == ["known.example"]
    assert receiver.heard[0].headers["host"] == f"known.example:{receiver.port}"


def test_proxies_of_the_environment_are_not_asked(
    town: House, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    hook, _ = add(town, receiver)

    town.studio.webhooks.test(town.person, hook)

    assert settled(town, hook).state == "delivered"


def test_without_a_key_nothing_is_sealed(house: House) -> None:
    bare = build(house.studio.settings.model_copy(update={"secret_key": None}))

    with pytest.raises(LookupError):
        _ = bare.seal
    bare.close()


class Surprising:
    """A way out on which something happens that nobody foresaw."""

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        pass

    async def post(self, url: str, headers: Mapping[str, str], body: bytes) -> Answer:
        raise RuntimeError(f"{url} {len(headers)} {len(body)}")

    def check(self, url: str) -> None:
        pass


def test_what_nobody_foresaw_costs_one_try_and_no_place(town: House, receiver: Receiver) -> None:
    hook, _ = add(town, receiver)
    sent = [town.studio.webhooks.test(town.person, hook) for _ in range(10)]
    courier = Courier(Deliveries(town.studio.db, town.studio.ways), Surprising())

    courier.ring()
    try:
        wait_until(lambda: all(each.tries for each in log(town, hook)), what="every try")
    finally:
        courier.stop()

    assert len(log(town, hook)) == len(sent)
    assert {each.problem for each in log(town, hook)} == {"unreachable"}
