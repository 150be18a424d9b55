"""The studio's key is changed: links go on, and what was sealed is sealed anew."""

from pydantic import SecretStr
from sqlmodel import col, select

from app.adapters.seal import Seal
from app.db.tables.webhooks import WebhookRow
from app.services.read_tokens import ReadTokens
from app.services.rotation import Rotated, Rotation
from app.services.signing import Signer
from app.settings import Settings
from tests.engine.conftest import House

OLD, NEW = "a key of these tests", "the key after it"


def _hook(house: House) -> tuple[str, list[str]]:
    """A webhook with two valid secrets; its id and what they are."""
    object.__setattr__(house.studio.settings, "webhooks_allow_private", True)
    webhooks = house.studio.webhooks
    hook, first = webhooks.add(house.person, "http://127.0.0.1:9/hook", events=["job.completed"])
    _, second = webhooks.rotate(house.person, hook.id)
    return hook.id, [second, first]


def _sealed(house: House, hook: str) -> list[str | None]:
    with house.studio.db.transaction() as tx:
        row = tx.session.exec(select(WebhookRow).where(col(WebhookRow.id) == hook)).one()
        return [row.secret, row.old_secret]


def _opened(house: House, hook: str, seal: Seal) -> list[str | None]:
    return [seal.open(each or "", owner=hook) for each in _sealed(house, hook)]


def test_every_secret_is_sealed_anew_and_opens_without_the_key_before(house: House) -> None:
    hook, secrets = _hook(house)

    done = Rotation(house.studio.db, Seal(NEW, before=OLD)).run()

    assert done == Rotated(resealed=2, current=0, lost=0)
    assert _opened(house, hook, Seal(NEW)) == secrets


def test_rotating_twice_changes_nothing_more(house: House) -> None:
    hook, _ = _hook(house)
    rotation = Rotation(house.studio.db, Seal(NEW, before=OLD))
    rotation.run()
    kept = _sealed(house, hook)

    done = rotation.run()

    assert done == Rotated(resealed=0, current=2, lost=0)
    assert _sealed(house, hook) == kept


def test_what_neither_key_opens_is_left_and_counted(house: House) -> None:
    hook, secrets = _hook(house)

    done = Rotation(house.studio.db, Seal(NEW, before="a wrong one")).run()

    assert done == Rotated(resealed=0, current=0, lost=2)
    assert _opened(house, hook, Seal(OLD)) == secrets


def test_read_tokens_of_the_key_before_are_read_and_new_ones_need_it_no_more(house: House) -> None:
    job, db = house.start("sketch"), house.studio.db
    of_before = house.studio.read_tokens.make(house.person, job.id).token
    meanwhile = ReadTokens(db, (NEW.encode(), OLD.encode()))

    of_now = meanwhile.make(house.person, job.id).token

    after = ReadTokens(db, (NEW.encode(),))
    assert meanwhile.read(of_before)
    assert meanwhile.read(of_now)
    assert after.read(of_before) is None
    assert after.read(of_now)


def test_no_signature_is_good_for_another_purpose() -> None:
    signer = Signer((NEW.encode(), OLD.encode()), b"a purpose")
    other = Signer((NEW.encode(),), b"another one")

    assert signer.is_right(Signer((OLD.encode(),), b"a purpose").sign("told"), "told")
    assert not signer.is_right(other.sign("told"), "told")
    assert not signer.is_right(signer.sign("told"), "something else")
    assert not signer.is_right("다른 것", "told")


def test_an_empty_key_before_is_none() -> None:
    assert Settings(secret_key_before=SecretStr("")).key_before is None
    assert Settings(secret_key_before=SecretStr(OLD)).key_before == OLD
