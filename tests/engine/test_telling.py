"""Messages to browsers, phones and mailboxes: sealed, gathered, and never of what was seen."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import jwt
import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from app.bootstrap import Studio
from app.domain.errors import Conflict, Invalid, NotFound, ProviderRejected
from app.domain.telling.manners import Kind, MannersChange
from app.domain.telling.views import SentView
from tests.engine.browser_double import BrowserDouble, signer
from tests.engine.conftest import House
from tests.engine.crew import wait_until
from tests.engine.mailroom import Mailroom, mailroom
from tests.engine.receiver import Receiver, Reply, receiving


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


@pytest.fixture
def mails() -> Iterator[Mailroom]:
    with mailroom() as room:
        yield room


_KEPT = {*Studio.__dataclass_fields__, "db"}


@pytest.fixture
def town(
    house: House,
    receiver: Receiver,
    mails: Mailroom,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> House:
    """A house with every way to people, all of them on this machine."""
    monkeypatch.setenv("SMTP_HOST", "127.0.0.1")
    monkeypatch.setenv("SMTP_PORT", str(mails.port))
    monkeypatch.setenv("SMTP_SECURITY", "none")
    monkeypatch.setenv("SMTP_FROM", "Meanwhile <hello@site.example>")
    monkeypatch.setenv("FCM_URL", receiver.url(""))
    monkeypatch.setenv("FCM_SERVICE_ACCOUNT", str(_account(tmp_path, receiver)))
    token = {"access_token": "a bearer", "expires_in": 3600, "token_type": "Bearer"}
    kind = {"Content-Type": "application/json"}
    receiver.always["/token"] = Reply(200, kind, json.dumps(token).encode())
    object.__setattr__(house.studio.settings, "webhooks_allow_private", True)
    # Wired anew, with these settings; whoever was there before stays.
    for made in [name for name in vars(house.studio) if name not in _KEPT]:
        del house.studio.__dict__[made]
    return house


def _account(directory: Path, receiver: Receiver) -> Path:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    account = {
        "type": "service_account",
        "project_id": "a-project",
        "client_email": "meanwhile@a-project.example",
        "private_key": pem,
        "token_uri": receiver.url("/token"),
    }
    path = directory / "account.json"
    path.write_text(json.dumps(account))
    return path


def subscribe(
    house: House, receiver: Receiver, path: str = "/push/1", **more: Any
) -> BrowserDouble:
    """A browser of the person."""
    browser = BrowserDouble(receiver.url(path))
    house.studio.devices.add_browser(
        house.person, endpoint=browser.endpoint, **browser.keys, **more
    )
    return browser


def come_due(house: House) -> None:
    """As when the time to wait is over."""
    house.sql("UPDATE deliveries SET due_at = now() WHERE state = 'pending'")
    house.tick()


def sent(house: House) -> list[SentView]:
    return list(house.studio.sent.page(house.person).items)


def settled(house: House, *, state: str = "delivered", count: int = 1) -> list[SentView]:
    """The log, once so many messages are in this state."""
    come_due(house)
    wait_until(
        lambda: sum(each.state == state for each in sent(house)) >= count,
        what=f"{count} {state}",
    )
    return sent(house)


def finish(house: House, **how: Any) -> str:
    """A song that is ready."""
    job = house.start(**how)
    house.answer()
    return job.id


def test_a_browser_alone_can_read_its_message_and_knows_who_sent_it(
    town: House, receiver: Receiver
) -> None:
    browser = subscribe(town, receiver)
    job = finish(town)

    [delivery] = settled(town)

    [heard] = receiver.at("/push/1")
    told = browser.read(heard)
    assert (told["title"], told["url"]) == ("Your song is ready", f"/song/{job}")
    assert [each["action"] for each in told["actions"]] == ["play", "open"]
    assert told["subjects"] == [job]
    assert told["image"].startswith("/api/notices/notice_")
    assert heard.headers["content-encoding"] == "aes128gcm"
    assert int(heard.headers["ttl"]) == 86_400
    assert heard.headers["topic"] == delivery.id.removeprefix("delivery_")
    key, claims = signer(heard, audience=receiver.url(""))
    pushes = town.studio.pushes
    assert pushes is not None
    assert key == pushes.public_key
    assert claims["sub"].startswith("mailto:")
    assert datetime.fromtimestamp(claims["exp"], UTC) < datetime.now(UTC) + timedelta(hours=24)
    with pytest.raises(InvalidTag):
        BrowserDouble(browser.endpoint).read(heard)


def test_several_ends_become_one_message(town: House, receiver: Receiver) -> None:
    browser = subscribe(town, receiver)
    jobs = [finish(town) for _ in range(3)]

    settled(town)

    [heard] = receiver.at("/push/1")
    told = browser.read(heard)
    assert told["title"] == "3 things are ready"
    assert told["url"] == "/notices"
    assert told["subjects"] == jobs


def test_each_end_makes_a_message_wait_a_little_longer_but_not_for_ever(
    town: House, receiver: Receiver
) -> None:
    subscribe(town, receiver)
    finish(town)
    first = sent(town)[0].next_at
    finish(town)
    [second] = sent(town)
    town.sql("UPDATE deliveries SET created_at = created_at - interval '58 s'")
    finish(town)
    [third] = sent(town)

    assert first is not None
    assert second.next_at is not None
    assert third.next_at is not None
    assert first < second.next_at
    assert third.next_at == second.next_at
    assert receiver.at("/push/1") == []


def test_nothing_is_sent_of_what_an_open_page_has_shown(town: House, receiver: Receiver) -> None:
    subscribe(town, receiver)
    job = finish(town)
    town.studio.notices.show(town.person, [job])

    [delivery] = settled(town, state="skipped")

    assert delivery.problem == "seen"
    assert delivery.tries == 0
    assert receiver.at("/push/1") == []
    assert town.studio.notices.page(town.person).unseen == 1


def test_nothing_is_sent_of_what_was_looked_at(town: House, receiver: Receiver) -> None:
    browser = subscribe(town, receiver)
    looked_at, other = finish(town), finish(town)
    town.studio.jobs.see(town.person, [looked_at])

    settled(town)

    assert browser.read(receiver.at("/push/1")[0])["subjects"] == [other]


def test_who_cancels_is_not_told_so(town: House, receiver: Receiver) -> None:
    subscribe(town, receiver)
    town.studio.jobs.cancel(town.person, town.start().id)

    assert sent(town) == []
    assert town.studio.notices.page(town.person).unseen == 1


def test_a_failure_is_told_with_its_reason_and_the_credits(town: House, receiver: Receiver) -> None:
    browser = subscribe(town, receiver)
    town.studio.accounts.set_language(town.person, "ko")
    town.sketch.on_call.append(ProviderRejected("too much rain"))
    finish(town)

    settled(town)

    told = browser.read(receiver.at("/push/1")[0])
    assert told["title"] == "음악을 만들지 못했어요"
    assert "too much rain" in told["body"]
    assert "3크레딧은 돌려드렸어요." in told["body"]


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_is_gone_is_forgotten(town: House, receiver: Receiver, status: int) -> None:
    subscribe(town, receiver)
    receiver.always["/push/1"] = Reply(status)
    finish(town)

    [delivery] = settled(town, state="failed")

    assert (delivery.tries, delivery.answer_status) == (1, status)
    assert town.studio.devices.all(town.person) == ()


@pytest.mark.parametrize("status", [401, 403, 413, 500])
def test_trouble_that_is_ours_or_passes_forgets_nobody(
    town: House, receiver: Receiver, status: int
) -> None:
    browser = subscribe(town, receiver)
    receiver.replies["/push/1"] = [Reply(status)]
    job = finish(town)
    come_due(town)
    wait_until(lambda: sent(town)[0].tries == 1, what="the first try")

    [delivery] = settled(town)

    first, again = receiver.at("/push/1")
    assert first.headers["topic"] == again.headers["topic"]
    assert browser.read(again)["subjects"] == [job]
    assert delivery.tries == 2
    assert town.studio.devices.all(town.person)[0].failing_since is None


def test_retry_after_is_kept_to(town: House, receiver: Receiver) -> None:
    subscribe(town, receiver)
    receiver.always["/push/1"] = Reply(429, {"Retry-After": "3600"})
    finish(town)
    come_due(town)
    wait_until(lambda: sent(town)[0].tries == 1, what="a try")

    [delivery] = sent(town)

    assert delivery.next_at is not None
    assert delivery.tried_at is not None
    assert delivery.next_at - delivery.tried_at > timedelta(minutes=59)


def test_in_quiet_hours_everything_waits_and_comes_as_one(town: House, receiver: Receiver) -> None:
    browser = subscribe(town, receiver)
    now = datetime.now(UTC)
    quiet = ((now - timedelta(hours=1)).time(), (now + timedelta(hours=1)).time())
    town.studio.notices.change_manners(town.person, MannersChange(quiet=quiet, timezone="UTC"))
    jobs = [finish(town), finish(town)]
    [waiting] = sent(town)
    assert waiting.next_at is not None
    assert waiting.next_at > now + timedelta(minutes=58)
    come_due(town)  # the clock was wrong: it is still night
    wait_until(lambda: sent(town)[0].problem == "quiet", what="it is put off")
    assert receiver.at("/push/1") == []

    town.studio.notices.change_manners(town.person, MannersChange(is_never_quiet=True))
    settled(town)

    assert browser.read(receiver.at("/push/1")[0])["subjects"] == jobs


def test_only_what_is_wanted_is_sent(town: House, receiver: Receiver) -> None:
    subscribe(town, receiver)
    town.studio.notices.change_manners(town.person, MannersChange(push=[Kind.PHOTO]))
    finish(town)
    assert sent(town) == []
    town.studio.notices.change_manners(town.person, MannersChange(push=list(Kind)))
    finish(town)
    town.studio.notices.change_manners(town.person, MannersChange(push=[]))

    [delivery] = settled(town, state="skipped")

    assert delivery.problem == "unwanted"
    assert receiver.at("/push/1") == []


def test_a_phone_gets_the_documented_payload(town: House, receiver: Receiver) -> None:
    receiver.always["/v1/projects/a-project/messages:send"] = Reply(200)
    town.studio.devices.add_phone(town.person, token="a-token", name="Pixel")
    job = finish(town)

    [delivery] = settled(town)

    [heard] = receiver.at("/v1/projects/a-project/messages:send")
    message = json.loads(heard.body)["message"]
    assert message["token"] == "a-token"
    assert message["notification"]["title"] == "Your song is ready"
    assert message["data"]["type"] == "ai_music_complete"
    assert message["data"]["related_id"] == job
    assert message["data"]["related_type"] == "ai_music"
    assert all(isinstance(value, str) for value in message["data"].values())
    assert message["android"]["notification"]["tag"] == delivery.id
    assert message["apns"]["headers"]["apns-collapse-id"] == delivery.id
    assert heard.headers["authorization"] == "Bearer a bearer"
    [asked] = receiver.at("/token")
    assertion = asked.body.decode().partition("assertion=")[2].partition("&")[0]
    assert (
        "firebase.messaging" in jwt.decode(assertion, options={"verify_signature": False})["scope"]
    )
    assert len(heard.body) < 4096


@pytest.mark.parametrize(
    ("status", "code", "stays"),
    [
        (404, "UNREGISTERED", False),
        (403, "SENDER_ID_MISMATCH", False),
        (400, "INVALID_ARGUMENT", False),
        (503, "UNAVAILABLE", True),
        (401, "THIRD_PARTY_AUTH_ERROR", True),
    ],
)
def test_a_token_that_is_gone_is_forgotten(
    town: House, receiver: Receiver, status: int, code: str, *, stays: bool
) -> None:
    kind = "type.googleapis.com/google.firebase.fcm.v1.FcmError"
    error = {"code": status, "details": [{"@type": kind, "errorCode": code}]}
    path = "/v1/projects/a-project/messages:send"
    receiver.always[path] = Reply(status, body=json.dumps({"error": error}).encode())
    town.studio.devices.add_phone(town.person, token="a-token")
    finish(town)
    come_due(town)

    wait_until(lambda: sent(town)[0].tries == 1, what="a try")

    assert bool(town.studio.devices.all(town.person)) is stays


def _member(house: House) -> None:
    """They have an address, and said that they read letters there."""
    house.studio.accounts.sign_up(
        email="ann@example.com", password="a long enough one", guest_id=house.person
    )
    house.sql(
        """INSERT INTO mailboxes (person_id, address, confirmed_at)
           VALUES (%(id)s, 'ann@example.com', now())""",
        id=house.person,
    )


def test_a_letter_comes_to_those_who_asked_and_has_a_way_out(town: House, mails: Mailroom) -> None:
    _member(town)
    finish(town)
    assert sent(town) == []
    town.studio.notices.change_manners(town.person, MannersChange(email=[Kind.SONG]))
    job = finish(town)

    [delivery] = settled(town)

    [letter] = mails.taken
    assert letter["To"] == "ann@example.com"
    assert letter["Subject"].startswith("Your song is ready: ")
    assert letter["Message-ID"] == f"<{delivery.id}@site.example>"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    plain, html = letter.get_body(("plain",)), letter.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert f"/song/{job}" in plain.get_content()
    assert f"/song/{job}" in html.get_content()
    token = letter["List-Unsubscribe"].strip("<>").partition("?t=")[2]

    town.studio.unsubscribing.stop(token)
    town.studio.unsubscribing.stop(token)
    finish(town)

    assert len(sent(town)) == 1
    with pytest.raises(NotFound):
        town.studio.unsubscribing.stop(token[:-1] + ("A" if token[-1] != "A" else "B"))


def test_who_has_no_address_gets_no_letter(town: House, mails: Mailroom) -> None:
    town.studio.notices.change_manners(town.person, MannersChange(email=[Kind.SONG]))
    finish(town)

    [delivery] = settled(town, state="skipped")

    assert delivery.problem == "unwanted"
    assert mails.taken == []


def test_a_mailbox_that_is_full_is_tried_again_and_one_that_is_not_there_is_not(
    town: House, mails: Mailroom
) -> None:
    _member(town)
    town.studio.notices.change_manners(town.person, MannersChange(email=[Kind.SONG]))
    mails.answers = ["452 full", "250 OK", "550 nobody"]
    finish(town)
    come_due(town)
    wait_until(lambda: sent(town)[0].tries == 1, what="the first try")
    [delivery] = settled(town)
    assert (delivery.tries, len(mails.letters)) == (2, 1)
    finish(town)

    failed, _ = settled(town, state="failed")

    assert (failed.problem, failed.tries, failed.answer_status) == ("gone", 1, 550)


def test_a_test_is_sent_once_and_its_outcome_is_in_the_log(town: House, receiver: Receiver) -> None:
    browser = subscribe(town, receiver)
    [device] = town.studio.devices.all(town.person)
    receiver.replies["/push/1"] = [Reply(500)]
    town.studio.devices.test(town.person, device.id)
    settled(town, state="failed")

    town.studio.devices.test(town.person, device.id)
    settled(town)

    assert browser.read(receiver.at("/push/1")[1])["type"] == "test"
    assert town.studio.devices.all(town.person)[0].name == device.name


def test_a_browser_is_told_nothing_once_its_session_has_ended(
    town: House, receiver: Receiver
) -> None:
    signed = town.studio.accounts.guest()
    town.person = signed.person.id
    subscribe(town, receiver, session=signed.token)

    town.studio.accounts.sign_out(signed.token)
    finish(town)

    assert town.studio.devices.all(town.person) == ()
    assert sent(town) == []


def test_who_uses_a_browser_now_is_told_there_and_nobody_else(
    town: House, receiver: Receiver
) -> None:
    browser = subscribe(town, receiver)
    before, town.person = town.person, town.newcomer()

    town.studio.devices.add_browser(town.person, endpoint=browser.endpoint, **browser.keys)

    assert town.studio.devices.all(before) == ()
    assert len(town.studio.devices.all(town.person)) == 1


def test_the_devices_of_others_are_not_there(town: House, receiver: Receiver) -> None:
    subscribe(town, receiver)
    [device] = town.studio.devices.all(town.person)
    stranger = town.newcomer()

    for act in (town.studio.devices.remove, town.studio.devices.test):
        with pytest.raises(NotFound):
            act(stranger, device.id)
    town.studio.devices.remove_address(stranger, receiver.url("/push/1"))

    assert town.studio.devices.all(town.person) == (device,)


@pytest.mark.parametrize(
    "endpoint",
    ["http://example.com/push", "https://127.0.0.1/push", "https://169.254.169.254/", "nowhere"],
)
def test_browsers_do_not_lead_us_into_our_own_network(house: House, endpoint: str) -> None:
    keys = BrowserDouble(endpoint).keys

    with pytest.raises(Invalid):
        house.studio.devices.add_browser(house.person, endpoint=endpoint, **keys)


@pytest.mark.parametrize("keys", [("AAAA", "A" * 22), ("x", "x"), ("", "")])
def test_keys_that_are_none_are_refused(house: House, keys: tuple[str, str]) -> None:
    p256dh, auth = keys
    with pytest.raises(Invalid):
        house.studio.devices.add_browser(
            house.person, endpoint="https://1.1.1.1/push", p256dh=p256dh, auth=auth
        )


def test_without_an_account_for_phones_none_is_added(house: House) -> None:
    with pytest.raises(Conflict):
        house.studio.devices.add_phone(house.person, token="a-token")


def test_letters_wait_longer_than_pushes(town: House, receiver: Receiver) -> None:
    _member(town)
    subscribe(town, receiver)
    town.studio.notices.change_manners(
        town.person, MannersChange(email=[Kind.SONG], quiet=(time(0), time(0)))
    )
    finish(town)

    due = {each.channel: each.next_at for each in sent(town)}

    assert due["email"] - due["push"] > timedelta(minutes=2)  # pyright: ignore[reportOperatorIssue, reportArgumentType] -- both wait
