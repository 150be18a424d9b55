"""Every provider there is, and how each kind of trouble shows at it."""

from typing import Any

from app.domain.errors import (
    BadOutput,
    OutcomeUnknown,
    ProviderBusy,
    ProviderFailed,
    ProviderMisconfigured,
    ProviderOutOfMoney,
    ProviderRejected,
)
from app.domain.providing import Provider
from app.providers.elevenlabs.provider import ElevenLabs
from app.providers.elevenlabs.settings import ElevenLabsSettings
from app.providers.hunyuan3d.provider import Hunyuan3D
from app.providers.hunyuan3d.settings import Hunyuan3DSettings
from app.providers.meshy.provider import Meshy
from app.providers.meshy.settings import MeshySettings
from app.providers.mureka.provider import Mureka
from app.providers.mureka.settings import MurekaSettings
from app.providers.openai_images.provider import OpenAIImages
from app.providers.openai_images.settings import OpenAISettings
from app.providers.replicate.provider import Replicate
from app.providers.replicate.settings import ReplicateSettings
from app.providers.simulated.maker import SimulatedMaker
from app.providers.simulated.poller import SimulatedPoller
from app.providers.simulated.settings import (
    AsyncSettings,
    BlindSettings,
    LookupSettings,
    SimulatedSettings,
    SyncSettings,
)
from app.providers.sketch import SketchPhoto, SketchSettings, SketchSong
from app.providers.sketch_model.provider import SketchModel
from app.providers.tripo.provider import Tripo
from app.providers.tripo.settings import TripoSettings
from tests.providers.contract.case import KEY, Case, Trouble
from tests.simulators.solid import TRIANGLES

_ASYNC = "tests.simulators.asynchronous:create"
_SYNC = "tests.simulators.synchronous:create"
_SWITCHES = ("honours_key", "finds_reference", "cancels_free", "reports_progress")


def _simulated(url: str, kind: type[SimulatedSettings], id_: str) -> Provider:
    settings: dict[str, Any] = {"url": url, "key": KEY, "answer_s": 0.5, "deadline_s": 1.5}
    make = SimulatedMaker if kind is SyncSettings else SimulatedPoller
    return make(id_, "Simulated", kind(**settings))


def _elevenlabs(url: str) -> Provider:
    settings: dict[str, Any] = {"api_key": KEY, "base_url": url, "deadline_s": 20}
    return ElevenLabs(ElevenLabsSettings(**settings, answer_s=2, chunk_s=0.5))


def _mureka(url: str) -> Provider:
    settings: dict[str, Any] = {"api_key": KEY, "base_url": url, "answer_s": 1, "lyrics_s": 1}
    return Mureka(MurekaSettings(**settings))


def _replicate(url: str) -> Provider:
    settings: dict[str, Any] = {"api_token": KEY, "base_url": f"{url}/v1", "answer_s": 1}
    return Replicate(ReplicateSettings(**settings))


def _openai_images(url: str) -> Provider:
    settings: dict[str, Any] = {"api_key": KEY, "base_url": f"{url}/v1", "deadline_s": 20}
    return OpenAIImages(OpenAISettings(**settings, answer_s=2, chunk_s=0.5))


def _meshy(url: str) -> Provider:
    settings: dict[str, Any] = {"api_key": KEY, "base_url": url, "answer_s": 1}
    return Meshy(MeshySettings(**settings))


def _tripo(url: str) -> Provider:
    settings: dict[str, Any] = {"api_key": KEY, "base_url": f"{url}/v2/openapi", "answer_s": 1}
    return Tripo(TripoSettings(**settings))


def _hunyuan3d(url: str) -> Provider:
    settings: dict[str, Any] = {"api_key": KEY, "url": url, "answer_s": 1}
    return Hunyuan3D(Hunyuan3DSettings(**settings))


_REFUSED = (
    Trouble("reject=no artists", ProviderRejected, says="no artists"),
    Trouble("quota", ProviderOutOfMoney),
    Trouble("429;after=7", ProviderBusy),
    Trouble("429", ProviderBusy),
)
_BROKEN = (
    Trouble("500-after", OutcomeUnknown, bought=1),
    Trouble("hang", OutcomeUnknown, bought=1),
    Trouble("reset", OutcomeUnknown, bought=1),
    Trouble("cut-body", BadOutput, bought=1),
    Trouble("garbage", BadOutput, bought=1),
    Trouble("empty", BadOutput, bought=1),
)

_POLLED = (*_REFUSED, *_BROKEN, Trouble("html", OutcomeUnknown, bought=1))
_AT_ONCE = (*_REFUSED, *_BROKEN, Trouble("html", BadOutput, bought=1))


def _of_ours(name: str, kind: type[SimulatedSettings], *, is_sync: bool = False) -> Case:
    return Case(
        name,
        make=lambda url: _simulated(url, kind, name),
        simulator=_SYNC if is_sync else _ASYNC,
        options={"seconds": 0.0} | dict.fromkeys(_SWITCHES, True),
        lasts=1.0,
        troubles=_AT_ONCE if is_sync else _POLLED,
    )


CASES = (
    Case("sketch_song", make=lambda _: SketchSong(SketchSettings())),
    Case(
        "sketch_photo",
        make=lambda _: SketchPhoto(SketchSettings()),
        photos=("ann",),
        lasts=1080,
    ),
    Case(
        "sketch_model",
        make=lambda _: SketchModel(SketchSettings()),
        params={"source": "text", "prompt": "a star"},
        lasts=20,
    ),
    _of_ours("simulated", AsyncSettings),
    _of_ours("simulated_lookup", LookupSettings),
    _of_ours("simulated_blind", BlindSettings),
    _of_ours("simulated_sync", SyncSettings, is_sync=True),
    Case(
        "elevenlabs",
        make=_elevenlabs,
        simulator="tests.simulators.elevenlabs:create",
        troubles=(
            *_AT_ONCE,
            Trouble("crowded", ProviderBusy),
            Trouble("503", OutcomeUnknown),
            Trouble("503;after=2", ProviderBusy),
            Trouble("502", OutcomeUnknown),
            Trouble("bad-key", ProviderMisconfigured),
            Trouble("plan", ProviderMisconfigured),
            Trouble("404", ProviderFailed),
            Trouble("hint=a soft piano", ProviderRejected, says="Try: a soft piano"),
            Trouble("moan=plain words", ProviderRejected, says="plain words"),
            Trouble("stall-body", BadOutput, bought=1, says="ReadTimeout"),
        ),
    ),
    Case(
        "mureka",
        make=_mureka,
        simulator="tests.simulators.mureka:create",
        options={"seconds": 0.0, "concurrent": 1000},
        lasts=1.0,
        troubles=(
            *_POLLED,
            Trouble("bad-key", ProviderMisconfigured),
            Trouble("region", ProviderMisconfigured),
            Trouble("503", ProviderBusy),
            Trouble("502", OutcomeUnknown),
            Trouble("404", ProviderFailed),
            Trouble("503;after=2", ProviderBusy),
            Trouble("fail", ProviderFailed, bought=1),
            Trouble("moved-plain", BadOutput, bought=1),
        ),
    ),
    Case(
        "replicate",
        make=_replicate,
        simulator="tests.simulators.replicate:create",
        options={"seconds": 0.0},
        photos=("ann",),
        lasts=1024,
        troubles=(
            *_REFUSED,
            Trouble("500-after] [sim:unlisted", OutcomeUnknown, bought=1),
            Trouble("hang] [sim:unlisted", OutcomeUnknown, bought=1),
            Trouble("reset] [sim:unlisted", OutcomeUnknown, bought=1),
            Trouble("html] [sim:unlisted", OutcomeUnknown, bought=1),
            Trouble("cut-body", BadOutput, bought=1),
            Trouble("garbage", BadOutput, bought=1),
            Trouble("empty", BadOutput, bought=1),
            Trouble("bad-key", ProviderMisconfigured),
            Trouble("503", OutcomeUnknown),
            Trouble("503;after=2", ProviderBusy),
            Trouble("502", OutcomeUnknown),
            Trouble("404", ProviderFailed),
            Trouble("413", ProviderRejected),
            Trouble("fail", ProviderFailed, bought=1, says="CUDA"),
            Trouble("flagged", ProviderRejected, bought=1, says="flagged as sensitive"),
            Trouble("flagged=NSFW content detected.", ProviderRejected, bought=1, says="NSFW"),
            Trouble("aborted", ProviderFailed, bought=1, says="within its time"),
            Trouble("removed", ProviderFailed, bought=1, says="removed"),
            Trouble("no-choices", ProviderFailed, bought=1),
            Trouble("moved-plain", BadOutput, bought=1),
        ),
    ),
    Case(
        "openai_images",
        make=_openai_images,
        simulator="tests.simulators.openai_images:create",
        photos=("ann", "ben"),
        lasts=1152,
        troubles=(
            *_AT_ONCE,
            Trouble("billing", ProviderOutOfMoney),
            Trouble("bad-key", ProviderMisconfigured),
            Trouble("plan", ProviderMisconfigured),
            Trouble("region", ProviderMisconfigured),
            Trouble("503", OutcomeUnknown),
            Trouble("503;after=2", ProviderBusy),
            Trouble("502", OutcomeUnknown),
            Trouble("404", ProviderFailed),
            Trouble("413", ProviderRejected),
            Trouble("stall-body", BadOutput, bought=1, says="ReadTimeout"),
        ),
    ),
    Case(
        "meshy",
        make=_meshy,
        simulator="tests.simulators.meshy:create",
        options={"seconds": 0.0, "queued": 1000},
        params={"source": "text", "texture": False},
        lasts=TRIANGLES,
        troubles=(
            *_POLLED,
            Trouble("bad-key", ProviderMisconfigured),
            Trouble("plan", ProviderMisconfigured),
            Trouble("crowded", ProviderBusy),
            Trouble("503", OutcomeUnknown),
            Trouble("503;after=2", ProviderBusy),
            Trouble("502", OutcomeUnknown),
            Trouble("404", ProviderFailed),
            Trouble("fail", ProviderFailed, bought=1, says="fell apart"),
            Trouble("expired", ProviderFailed, bought=1),
            Trouble("moved-plain", BadOutput, bought=1),
        ),
    ),
    Case(
        "tripo",
        make=_tripo,
        simulator="tests.simulators.tripo:create",
        options={"seconds": 0.0, "concurrent": 1000},
        params={"source": "text"},
        lasts=TRIANGLES,
        troubles=(
            *_POLLED,
            Trouble("bad-key", ProviderMisconfigured),
            Trouble("plan", ProviderMisconfigured),
            Trouble("no-model", ProviderMisconfigured),
            Trouble("crowded", ProviderBusy),
            Trouble("503", OutcomeUnknown),
            Trouble("503;after=2", ProviderBusy),
            Trouble("502", OutcomeUnknown),
            Trouble("404", ProviderFailed),
            Trouble("fail", ProviderFailed, bought=1, says="fell apart"),
            Trouble("banned", ProviderRejected, bought=1, says="content policy"),
            Trouble("moved-plain", BadOutput, bought=1),
        ),
    ),
    Case(
        "hunyuan3d",
        make=_hunyuan3d,
        simulator="tests.simulators.hunyuan3d:create",
        options={"seconds": 0.0},
        params={"source": "image"},
        from_picture=True,
        lasts=TRIANGLES,
        # It has no accounts, and does not know failure: see its own tests.
        troubles=(
            Trouble("reject=nobody is in it", ProviderRejected, says="nobody is in it"),
            Trouble("bad-key", ProviderMisconfigured),
            Trouble("429", ProviderBusy),
            Trouble("503", ProviderBusy),
            Trouble("404", ProviderFailed),
            Trouble("502", OutcomeUnknown),
            Trouble("500-after", OutcomeUnknown, bought=1),
            Trouble("hang", OutcomeUnknown, bought=1),
            Trouble("reset", OutcomeUnknown, bought=1),
            Trouble("html", OutcomeUnknown, bought=1),
            Trouble("cut-body", BadOutput, bought=1),
            Trouble("garbage", BadOutput, bought=1),
            Trouble("half-written", ProviderFailed, bought=1, says="not whole yet"),
        ),
    ),
)
