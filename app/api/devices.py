"""Browsers and phones that are told things while no page is open."""

from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Path
from pydantic import AfterValidator, ConfigDict, Field

from app.api.answers import Answer
from app.api.bodies import Body
from app.api.deps import CurrentPerson, Studio, Token, Words, shaped
from app.api.errors import refusals
from app.domain.addresses import URL_MAX
from app.services.devices import NAME_MAX, TOKEN_MAX

router = APIRouter(prefix="/api/devices", tags=["devices"])

DeviceId = Annotated[str, Path(description="`device_…`"), AfterValidator(shaped("device"))]
Name = Annotated[Words, Field(max_length=NAME_MAX, examples=["Chrome on Android"])]
AppToken = Annotated[Words, Field(min_length=1, max_length=TOKEN_MAX)]
Endpoint = Annotated[Words, Field(min_length=1, max_length=URL_MAX)]
BrowserKey = Annotated[Words, Field(max_length=200)]


class DeviceOut(Answer):
    """A browser or phone that is told things."""

    id: str
    kind: Literal["push", "fcm"]
    name: str
    service: str
    """Whose push service carries its messages; empty for an app's token."""
    failing_since: datetime | None
    """The first failure after which nothing got through."""
    created_at: datetime
    seen_at: datetime
    """When it last registered."""


class DevicesOut(Answer):
    """Your devices, the newest first."""

    items: tuple[DeviceOut, ...]


class KeysIn(Body):
    """What messages to this browser are sealed with."""

    p256dh: BrowserKey
    auth: BrowserKey


class BrowserIn(Body):
    """A browser's `PushSubscription`, as its `toJSON()` has it."""

    model_config = ConfigDict(extra="ignore")

    endpoint: Endpoint
    keys: KeysIn
    name: Name = ""


class PhoneIn(Body):
    """An app's registration token of Firebase Cloud Messaging."""

    token: AppToken
    name: Name = ""


class GoneIn(Body):
    """What is not to be told any more: an app's token, or a browser's endpoint."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    token: Annotated[Words, Field(min_length=1, max_length=URL_MAX)]
    """The token or endpoint that it was added with."""


@router.get("", responses=refusals(401, 403))
def list_devices(studio: Studio, person: CurrentPerson) -> DevicesOut:
    """Your browsers and phones that are told things."""
    return DevicesOut.model_validate({"items": studio.devices.all(person.id)})


@router.post("", status_code=201, responses=refusals(401, 403, 409, 413, 415, 422))
def add_device(
    form: PhoneIn | BrowserIn, studio: Studio, person: CurrentPerson, session: Token
) -> DeviceOut:
    """
    Add a browser's push subscription, or an app's FCM token. A second time changes nothing.

    Apps get `data` of strings with each message: `type` (as `ai_model_complete`), `related_id`,
    `related_type` (as `ai_model`), and `url`. A browser's subscription ends with its session.
    """
    if isinstance(form, PhoneIn):
        added = studio.devices.add_phone(person.id, token=form.token, name=form.name)
    else:
        added = studio.devices.add_browser(
            person.id,
            endpoint=form.endpoint,
            p256dh=form.keys.p256dh,
            auth=form.keys.auth,
            name=form.name,
            session=session,
        )
    return DeviceOut.model_validate(added)


@router.delete("", status_code=204, responses=refusals(401, 403, 413, 415, 422))
def remove_address(form: GoneIn, studio: Studio, person: CurrentPerson) -> None:
    """Tell this token or endpoint nothing any more. One that is not known changes nothing."""
    studio.devices.remove_address(person.id, form.token)


@router.delete("/{device_id}", status_code=204, responses=refusals(401, 403, 404))
def remove_device(device_id: DeviceId, studio: Studio, person: CurrentPerson) -> None:
    """Tell this device nothing any more."""
    studio.devices.remove(person.id, device_id)


@router.post("/{device_id}/test", status_code=202, responses=refusals(401, 403, 404))
def test_device(device_id: DeviceId, studio: Studio, person: CurrentPerson) -> DeviceOut:
    """Send it a test message, once. How that went is in `GET /api/notices/sent`."""
    studio.devices.test(person.id, device_id)
    found = next(each for each in studio.devices.all(person.id) if each.id == device_id)
    return DeviceOut.model_validate(found)
