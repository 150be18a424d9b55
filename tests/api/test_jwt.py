"""Who comes with a JWT of the issuer."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import jwt
import pytest

from app.adapters.jwks import Keys
from app.adapters.jwt_issuer import JwtIssuer
from app.domain.errors import Away, TokenRefused
from tests.api.conftest import PASSWORD, Visitor
from tests.api.issuing import Issuer, serve
from tests.engine.conftest import House

Program = Callable[..., Visitor]
ME = "/api/auth/me"


@pytest.fixture
def alone() -> Iterator[Issuer]:
    """An issuer without a studio."""
    issuer = serve()
    yield issuer
    issuer.server.shutdown()
    issuer.server.server_close()


def reader(issuer: Issuer, **rules: Any) -> JwtIssuer:
    times = {name: rules.pop(name) for name in ("lifetime_s", "cooldown_s") if name in rules}
    keys = Keys(f"{issuer.url}/.well-known/jwks.json", **({"cooldown_s": 0.0} | times))
    return JwtIssuer(issuer.url, keys, **rules)


def test_a_session_token_of_clerk_is_a_person(program: Program, issuer: Issuer) -> None:
    organisation = {"id": "org_1", "slg": "acme", "rol": "admin", "per": "read", "fpm": "1"}
    token = issuer.sign(o=organisation, act={"sub": "user_admin"}, jti="1", name="Min-ji Kim")

    first = program(token).client.get(ME)
    again = program(issuer.sign()).client.get(ME)

    assert first.status_code == 200
    assert (first.json()["name"], first.json()["is_guest"]) == ("Min-ji Kim", False)
    assert first.json()["available"] == 10_000
    assert again.json()["id"] == first.json()["id"]


def test_two_requests_of_somebody_new_are_one_person(
    program: Program, issuer: Issuer, house: House
) -> None:
    with ThreadPoolExecutor(6) as pool:
        tokens = [issuer.sign() for _ in range(6)]
        ids = set(pool.map(lambda token: program(token).client.get(ME).json()["id"], tokens))

    assert len(ids) == 1
    assert house.sql("SELECT count(*) FROM people WHERE kind = 'external'") == [(1,)]


def test_a_song_is_started_and_read_with_a_jwt(program: Program, issuer: Issuer) -> None:
    kim, lee = program(issuer.sign("user_kim")), program(issuer.sign("user_lee"))

    job = kim.song()

    assert job["status"] == "completed"
    assert lee.client.get(f"/api/jobs/{job['id']}").status_code == 404


def test_nobody_comes_by_jwt_where_no_issuer_is_set(program: Program, alone: Issuer) -> None:
    assert program(alone.sign()).client.get(ME).json()["error"]["code"] == "invalid_token"


def test_without_a_word_from_the_issuer_nobody_is_found(
    program: Program, issuer: Issuer, house: House
) -> None:
    house.studio.settings.jwt_first_sight = False
    kim = program(issuer.sign())

    plain = kim.client.get(ME)
    enveloped = kim.client.get("/api/music-generator")

    message = "User not found for clerkId"
    assert plain.status_code == enveloped.status_code == 401
    assert plain.json()["error"] == {"code": "user_not_found", "message": message}
    assert (enveloped.json()["success"], enveloped.json()["message"]) == (False, message)


@pytest.mark.parametrize(
    ("claims", "said"),
    [
        ({"exp": 1}, "has expired"),
        ({"exp": None}, "exp"),
        ({"nbf": 99_999_999_999}, "not valid yet"),
        ({"iat": 99_999_999_999}, "not valid yet"),
        ({"iss": "https://elsewhere.example"}, "another issuer"),
        ({"iss": None}, "iss"),
        ({"azp": "https://elsewhere.example"}, "another site"),
        ({"azp": ["http://testserver"]}, "another site"),
        ({"sts": "pending"}, "not finished"),
        ({"sub": None}, "sub"),
        ({"sub": ""}, "names nobody"),
        ({"sub": "x" * 256}, "names nobody"),
        ({"sub": "a\x00b"}, "names nobody"),
        ({"sub": 7}, "not genuine"),
        ({"by": "stranger"}, "not genuine"),
        ({"kid": "stranger"}, "does not have"),
        ({"kid": None}, "which key"),
        ({"kid": "other", "by": "one"}, "does not have"),
        ({"alg": "RS512"}, "not signed with RS256"),
        ({"alg": "PS256"}, "not signed with RS256"),
    ],
    ids=str,
)
def test_what_is_wrong_with_a_token_is_said(
    alone: Issuer, claims: dict[str, Any], said: str
) -> None:
    issuer = reader(alone, parties=["http://testserver"])

    with pytest.raises(TokenRefused, match=said):
        issuer.subject(alone.sign(**claims))


def test_a_token_that_names_no_site_passes(alone: Issuer) -> None:
    issuer = reader(alone, parties=["http://testserver"])

    assert issuer.subject(alone.sign(azp=None)).id == "user_1"
    assert issuer.subject(alone.sign()).id == "user_1"


def test_the_audience_counts_where_one_is_set(alone: Issuer) -> None:
    anybody, ours = reader(alone), reader(alone, audience="studio")

    assert anybody.subject(alone.sign(aud="others")).id == "user_1"
    assert ours.subject(alone.sign(aud=["others", "studio"])).id == "user_1"
    for aud in ("others", None):
        with pytest.raises(TokenRefused, match="aud"):
            ours.subject(alone.sign(aud=aud))


def test_clocks_may_differ_by_the_leeway(alone: Issuer) -> None:
    now = int(time.time())

    for claims in ({"exp": now - 30}, {"nbf": now + 30, "iat": now + 30}):
        token = alone.sign(**claims)
        assert reader(alone, leeway=_seconds(60)).subject(token).id == "user_1"
        with pytest.raises(TokenRefused):
            reader(alone, leeway=_seconds(5)).subject(token)


def _seconds(seconds: int) -> Any:
    from datetime import timedelta

    return timedelta(seconds=seconds)


def test_an_unsigned_token_and_one_signed_with_the_public_key_are_refused(alone: Issuer) -> None:
    claims = jwt.decode(alone.sign(), options={"verify_signature": False})
    unsigned = jwt.encode(claims, None, algorithm="none", headers={"kid": "one"})
    confused = _signed_with_text(claims, alone.public_pem())
    issuer = reader(alone)

    for token in (unsigned, confused):
        with pytest.raises(TokenRefused, match="RS256"):
            issuer.subject(token)


def _signed_with_text(claims: dict[str, Any], secret: bytes) -> str:
    """As an attacker would: HS256 with the public key, which libraries refuse to write."""
    import hmac
    import json
    from base64 import urlsafe_b64encode

    def part(told: Any) -> str:
        return urlsafe_b64encode(json.dumps(told).encode()).rstrip(b"=").decode()

    text = f"{part({'alg': 'HS256', 'typ': 'JWT', 'kid': 'one'})}.{part(claims)}"
    signature = hmac.digest(secret, text.encode(), "sha256")
    return f"{text}.{urlsafe_b64encode(signature).rstrip(b'=').decode()}"


@pytest.mark.parametrize(
    "token", ["a.b.c", "..", "é.b.c", "e30.e30.x", "x" * 9_000, f"{'e30.' * 2}{'a' * 9_000}"]
)
def test_what_is_no_token_is_refused_without_asking_for_keys(alone: Issuer, token: str) -> None:
    with pytest.raises(TokenRefused):
        reader(alone).subject(token)

    assert alone.fetches == 0


def test_keys_are_fetched_once_for_many(alone: Issuer) -> None:
    issuer = reader(alone, cooldown_s=60.0)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: issuer.subject(alone.sign()), range(32)))

    assert alone.fetches == 1


def test_a_rotated_key_is_found_at_its_first_token(alone: Issuer) -> None:
    issuer = reader(alone)
    issuer.subject(alone.sign())

    alone.published = ["two"]

    assert issuer.subject(alone.sign(kid="two")).id == "user_1"
    with pytest.raises(TokenRefused):
        issuer.subject(alone.sign(kid="one"))


def test_made_up_key_ids_cannot_hammer_the_issuer(alone: Issuer) -> None:
    issuer = reader(alone, cooldown_s=60.0)
    issuer.subject(alone.sign())

    for number in range(50):
        with pytest.raises(TokenRefused):
            issuer.subject(alone.sign(kid=f"made-up-{number}", by="stranger"))

    assert alone.fetches <= 2


def test_known_keys_serve_while_the_issuer_is_down(alone: Issuer) -> None:
    issuer = reader(alone, lifetime_s=0.0)
    issuer.subject(alone.sign())

    alone.is_down = True

    assert issuer.subject(alone.sign()).id == "user_1"
    assert alone.fetches > 1


def test_without_any_key_a_program_is_told_to_come_back(
    program: Program, issuer: Issuer, alone: Issuer
) -> None:
    issuer.is_down = alone.is_down = True

    answer = program(issuer.sign()).client.get(ME)

    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "unavailable")
    assert int(answer.headers["Retry-After"]) >= 1
    keys = reader(alone, cooldown_s=60.0)
    for _ in range(5):
        with pytest.raises(Away):
            keys.subject(alone.sign())
    assert alone.fetches == 1


def test_a_slow_issuer_holds_up_nobody_who_has_keys(
    alone: Issuer, monkeypatch: pytest.MonkeyPatch
) -> None:
    issuer = reader(alone, lifetime_s=0.0)
    issuer.subject(alone.sign())
    asked, go_on = Event(), Event()
    publish = Issuer.jwks

    def slowly(self: Issuer) -> dict[str, Any]:
        asked.set()
        go_on.wait(10)
        return publish(self)

    monkeypatch.setattr(Issuer, "jwks", slowly)
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(issuer.subject, alone.sign())
        assert asked.wait(10)

        second = issuer.subject(alone.sign())

        assert not first.done()
        go_on.set()
        assert first.result().id == second.id


def test_the_same_address_links_nothing_by_itself(
    member: Callable[[str], Visitor], program: Program, issuer: Issuer
) -> None:
    ann = member("ann@example.com")

    kim = program(issuer.sign(email="ann@example.com", email_verified=True)).client.get(ME).json()

    assert kim["id"] != ann.id
    assert kim["email"] == "ann@example.com"
    assert ann.client.get(ME).json()["email"] == "ann@example.com"


def test_a_verified_address_opens_the_account_where_that_is_allowed(
    member: Callable[[str], Visitor],
    browser: Callable[..., Visitor],
    program: Program,
    issuer: Issuer,
    house: House,
) -> None:
    house.studio.settings.jwt_links_email = True
    ann = member("ann@example.com")
    token = ann.token()

    unsure = program(issuer.sign("user_x", email="ann@example.com")).client.get(ME).json()
    sure = issuer.sign("user_y", email="Ann@example.com", email_verified=True)
    linked = program(sure).client.get(ME).json()

    assert unsure["id"] != ann.id
    assert linked["id"] == ann.id
    # Nobody ever asked whether Ann reads that address: whoever made the account is out.
    assert ann.client.get(ME).status_code == 401
    assert program(token).client.get(ME).status_code == 401
    again = {"email": "ann@example.com", "password": PASSWORD}
    assert browser().client.post("/api/auth/sign-in", json=again).status_code == 401
