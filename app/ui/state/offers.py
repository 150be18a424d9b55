"""Who could make it: for how much, how quickly, and how they are right now."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.bootstrap import studio
from app.domain.bounds import Bound
from app.domain.errors import Invalid
from app.domain.medium import Medium
from app.domain.providing import Particular, Provider
from app.domain.views import Quote, Usual
from app.media.model3d import Source
from app.media.photo import Aspect
from app.media.song import PROMPT_MAX, OutputFormat
from app.ui.state.cards import millis

LENGTHS = (30, 60, 120, 180)
"""Seconds of song to choose from, as far as the maker takes them."""
_CODECS = {"mp3": "MP3", "pcm": "WAV", "opus": "Opus"}


@dataclass
class FileChoice:
    """One kind of file."""

    value: str = ""
    """Empty: what the maker gives unasked, so that a form sent before it knew asks for the same."""
    label: str = ""


@dataclass
class Offer:
    """One provider for one order."""

    id: str = ""
    title: str = ""
    price: int = 0
    low: float = 0
    high: float = 0
    medium: str = "song"
    sings: bool = False
    sky: str = "fine"
    until: int = 0
    now_s: float = 0
    usual_s: float = 0
    lengths: list[int] = field(default_factory=lambda: list(LENGTHS))
    """Empty: the maker decides how long it is."""
    files: list[FileChoice] = field(default_factory=list)
    """Empty where there is nothing to choose."""
    aspects: list[str] = field(default_factory=list)
    """Shapes of a picture that it gives."""
    reads: int = PROMPT_MAX
    """Characters of a song's prompt that it takes."""


def offers(medium: Medium, params: dict[str, Any], *, takes: int) -> list[Offer]:
    """What everybody who makes such things asks for it, the operator's first choice first."""
    jobs = studio().jobs
    found = []
    for provider in jobs.choices(medium):
        lengths, files = _choices(provider)
        quote = jobs.quote(medium, _within(lengths, params), provider=provider.id, takes=takes)
        sings, reads = provider.traits.sings, _reads(provider)
        more = {"sings": sings, "reads": reads, "lengths": lengths, "files": files}
        found.append(_offer(provider.id, provider.title, quote, **more))
    return found


def model_offers(source: Source) -> list[Offer]:
    """What everybody who makes 3D models from this asks for one, with each of their models."""
    jobs = studio().jobs
    params = {"source": source, **_ANY[source]}
    found = []
    for provider in jobs.choices(Medium.MODEL3D):
        for model in provider.models:
            try:
                quote = jobs.quote(Medium.MODEL3D, params, provider=provider.id, model=model)
            except Invalid:  # it does not make models from that
                continue
            several = len(provider.models) > 1
            title = f"{provider.title} · {model}" if several else provider.title
            found.append(_offer(f"{provider.id}/{model}", title, quote, medium="model3d"))
    return found


_ANY: dict[Source, dict[str, str]] = {
    Source.TEXT: {"prompt": "-"},
    Source.IMAGE: {"reference": f"upload_{'0' * 26}"},
}
"""Stands for whatever a model will be made from: the price does not depend on it."""


def photo_offers() -> list[Offer]:
    """What everybody who takes photos asks for one picture, with each of their models."""
    jobs = studio().jobs
    found = []
    for provider in jobs.choices(Medium.PHOTO):
        for model in provider.models:
            aspects = _aspects(provider, model)
            params = _A_PICTURE | {"aspect": aspects[0]}
            quote = jobs.quote(Medium.PHOTO, params, provider=provider.id, model=model)
            title = quote.model_title if len(provider.models) > 1 else provider.title
            more = {"medium": "photo", "aspects": aspects}
            found.append(_offer(f"{provider.id}/{model}", title, quote, **more))
    return found


def _aspects(provider: Provider, model: str) -> list[str]:
    """The shapes that this model gives; its first one alone where it decides by itself."""
    limits = provider.bounds(model) if isinstance(provider, Particular) else {}
    bound = limits.get("aspect", Bound())
    return [aspect.value for aspect in Aspect if not bound.against(aspect.value)]


_A_PICTURE: dict[str, Any] = {
    "album_id": f"album_{'0' * 26}",
    "mode": "single",
    "looks": [{"style": "own", "prompt": "-"}],
    "people": [{"role": "me", "references": [f"upload_{'0' * 26}"]}],
}
"""Stands for whatever will be taken: the price does not depend on it."""


def _offer(id_: str, title: str, quote: Quote, **more: Any) -> Offer:
    usual = quote.usual or Usual(low_s=0, high_s=0)
    weather = quote.weather
    return Offer(
        id=id_,
        title=title,
        price=quote.price,
        low=usual.low_s,
        high=usual.high_s,
        sky=weather.sky,
        until=millis(weather.until),
        now_s=weather.now_s or 0,
        usual_s=weather.usual_s or 0,
        **more,
    )


def unheard(provider_id: str) -> frozenset[str]:
    """What this provider decides itself, so that nobody reads that they had asked for it."""
    for provider in studio().jobs.choices(Medium.SONG):
        if provider.id == provider_id:
            limits = _limits(provider)
            return frozenset(field for field, bound in limits.items() if not bound.heard)
    return frozenset()


def _limits(provider: Provider) -> Mapping[str, Bound]:
    """What its usual model takes; empty where it takes everything."""
    return provider.bounds(provider.models[0]) if isinstance(provider, Particular) else {}


def _choices(provider: Provider) -> tuple[list[int], list[FileChoice]]:
    """The lengths and files that this one may be asked for."""
    limits = _limits(provider)
    length, form = limits.get("length_s", Bound()), limits.get("output_format", Bound())
    lengths = [s for s in LENGTHS if length.heard and not length.against(s)]
    files = [_file(each, unasked=each == form.choices[0]) for each in form.choices if form.heard]
    return lengths, files if len(files) > 1 else []


def _reads(provider: Provider) -> int:
    """Characters of a prompt that this one takes, and no more than anybody may write."""
    return int(min(_limits(provider).get("prompt", Bound()).most or PROMPT_MAX, PROMPT_MAX))


def _file(choice: str, *, unasked: bool) -> FileChoice:
    form = OutputFormat(choice)
    dense = f" · {form.kbit_s} kbit/s" if form.kbit_s else ""
    label = f"{_CODECS[form.codec]} · {form.rate / 1000:g} kHz{dense}"
    return FileChoice("" if unasked else form.value, label)


def _within(lengths: list[int], params: dict[str, Any]) -> dict[str, Any]:
    """The same order, as long as this maker would make it."""
    if not lengths or params["length_s"] in lengths:
        return params
    nearest = min(lengths, key=lambda each: abs(each - params["length_s"]))
    return params | {"length_s": nearest}
