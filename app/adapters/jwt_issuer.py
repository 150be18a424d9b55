"""Reads JWTs of one issuer: RS256 by its published keys, and nothing else."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import jwt

from app.adapters.jwks import Keys
from app.domain.errors import TokenRefused
from app.domain.issuers import Subject, subject_of_claims

_SIZE_MAX = 8_000
_KID_MAX = 200


class JwtIssuer:
    """Who signs JWTs that are believed here."""

    def __init__(
        self,
        name: str,
        keys: Keys,
        *,
        parties: Sequence[str] = (),
        audience: str | None = None,
        leeway: timedelta = timedelta(seconds=5),
    ) -> None:
        self.name = name
        self._keys = keys
        self._parties = tuple(parties)
        self._audience = audience
        self._leeway = leeway

    def subject(self, token: str) -> Subject:
        """Whose token it is. Raises `TokenRefused`; `Away` while the keys cannot be had."""
        key = self._keys.get(_kid(token))
        if key is None:
            raise TokenRefused("This token is signed with a key that its issuer does not have.")
        return subject_of_claims(self._claims(token, key), parties=self._parties)

    def _claims(self, token: str, key: jwt.PyJWK) -> dict[str, Any]:
        try:
            return jwt.decode(
                token,
                key.key,
                algorithms=["RS256"],
                issuer=self.name,
                audience=self._audience,
                leeway=self._leeway,
                options={"require": ["exp", "iss", "sub"], "verify_aud": bool(self._audience)},
            )
        except jwt.ExpiredSignatureError:
            raise TokenRefused("This token has expired.") from None
        except jwt.ImmatureSignatureError:
            raise TokenRefused("This token is not valid yet.") from None
        except jwt.InvalidIssuerError:
            raise TokenRefused("This token comes from another issuer.") from None
        except (jwt.InvalidAudienceError, jwt.MissingRequiredClaimError) as problem:
            missing = getattr(problem, "claim", "aud")
            raise TokenRefused(f"This token is not meant for us: {missing}.") from None
        except (jwt.InvalidTokenError, ValueError, TypeError, OverflowError):
            raise TokenRefused("This token is not genuine.") from None


def _kid(token: str) -> str:
    """The id of the key, as the token says it. What it says of the algorithm is only compared."""
    wrong = TokenRefused("This token is not known here, has expired or was revoked.")
    if len(token) > _SIZE_MAX or token.count(".") != 2 or not token.isascii():
        raise wrong
    try:
        header = jwt.get_unverified_header(token)
    except (jwt.InvalidTokenError, ValueError, TypeError, RecursionError):
        raise wrong from None
    kid = header.get("kid")
    if header.get("alg") != "RS256":
        raise TokenRefused("This token is not signed with RS256.")
    if not isinstance(kid, str) or not 0 < len(kid) <= _KID_MAX:
        raise TokenRefused("This token does not say which key signed it.")
    return kid
