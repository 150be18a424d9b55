"""What a name, an address and a password may be, as pure rules."""

import unicodedata

from pydantic.networks import validate_email
from pydantic_core import PydanticCustomError

from app.domain.errors import Invalid

NAME_MAX = 80
EMAIL_MAX = 254
PASSWORD_MIN = 8
PASSWORD_MAX = 256


def clean_name(name: str) -> str:
    """The name as it is shown: one line, no characters that nobody sees. It may be empty."""
    name = " ".join(unicodedata.normalize("NFC", name).split())
    if any(unicodedata.category(char) in {"Cc", "Cs", "Co", "Cn"} for char in name):
        raise Invalid("The name has a character that cannot be shown.", field="name")
    if len(name) > NAME_MAX:
        raise Invalid(f"A name has at most {NAME_MAX} characters.", field="name")
    return name


def clean_email(email: str) -> str:
    """The address as mail would reach it; whether anybody reads it there is not asked."""
    email = email.strip()
    wrong = Invalid("That does not look like an e-mail address.", field="email")
    if len(email) > EMAIL_MAX or "<" in email:
        raise wrong
    try:
        return validate_email(email)[1]
    except (PydanticCustomError, ValueError):
        raise wrong from None


def same_on_every_keyboard(password: str) -> str:
    """
    The password in one form.

    A Mac writes 한 as three characters and Windows as one; both must open the same door.
    """
    return unicodedata.normalize("NFC", password)


def check_password(password: str, *, email: str, field: str = "password") -> str:
    """The password in one form, or why it cannot be one."""
    if len(password) > PASSWORD_MAX:
        raise Invalid(f"A password has at most {PASSWORD_MAX} characters.", field=field)
    password = same_on_every_keyboard(password)
    if len(password) < PASSWORD_MIN:
        raise Invalid(f"A password needs at least {PASSWORD_MIN} characters.", field=field)
    if any(unicodedata.category(char) == "Cs" for char in password):
        raise Invalid("The password has a character that nobody can type again.", field=field)
    if password.strip().casefold() == email.casefold():
        raise Invalid("The e-mail address cannot be the password.", field=field)
    if not password.strip():
        raise Invalid("A password of spaces alone is too easy to guess.", field=field)
    return password
