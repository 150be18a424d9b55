"""
A task in ElevenLabs' words.

Without lyrics a prompt says it all, and the length and "nobody sings" go with it. Lyrics that are
to be sung as written need a composition plan, which takes no prompt and looks different for each
model.
"""

import re
import textwrap
from dataclasses import dataclass, field
from math import ceil
from typing import Any

from app.domain.errors import ProviderRejected
from app.domain.providing import TaskSpec
from app.media.song import SongParams

PROMPT_MAX = 4_100
_SEEDS = 2**31
_STYLES_MAX = 50
_SECTIONS_MAX = 30
_LINES_MAX = 30
_LINE_MAX = 200
_NAME_MAX = 100
_SECTION_MIN_MS = 3_000
_SECTION_MAX_MS = 120_000
_HEADING = re.compile(r"^\[(.{1,80})\]$")


@dataclass
class Section:
    """A part of a song and what is sung in it."""

    name: str
    lines: list[str] = field(default_factory=list)
    duration_ms: int = 0


def order_of(spec: TaskSpec, params: SongParams) -> dict[str, Any]:
    """The body of the request. Raises `ProviderRejected` for lyrics that no plan can hold."""
    if params.lyrics and params.lyrics.strip() and not params.instrumental:
        return {
            "composition_plan": _plan(spec.model, params),
            "model_id": spec.model,
            "seed": spec.seed % _SEEDS,
        }
    return {
        "prompt": ". ".join([params.prompt, *_wishes(params)])[:PROMPT_MAX],
        "music_length_ms": params.milliseconds,
        "model_id": spec.model,
        "force_instrumental": params.instrumental,
    }


def _wishes(params: SongParams) -> list[str]:
    """What was chosen beside the words."""
    tempo = f"{params.tempo} BPM" if params.tempo else ""
    mood = f"{params.mood.value} mood" if params.mood else ""
    return [wish for wish in (params.genre and params.genre.value, mood, tempo) if wish]


def _plan(model: str, params: SongParams) -> dict[str, Any]:
    styles = [part.strip() for part in re.split(r"[,;\n]", params.prompt) if part.strip()]
    styles = [*_wishes(params), "sung", *styles][:_STYLES_MAX]
    sections = sections_of(params.lyrics or "", params.milliseconds)
    if model != "music_v1":
        return {"chunks": [_chunk(section, styles) for section in sections]}
    if any(len(section.lines) > _LINES_MAX for section in sections):
        raise ProviderRejected(
            f"These lyrics have too many lines for {params.milliseconds / 1000:g} seconds."
        )
    return {
        "positive_global_styles": styles,
        "negative_global_styles": [],
        "sections": [
            {
                "section_name": section.name,
                "positive_local_styles": [],
                "negative_local_styles": [],
                "duration_ms": section.duration_ms,
                "lines": section.lines,
            }
            for section in sections
        ],
    }


def _chunk(section: Section, styles: list[str]) -> dict[str, Any]:
    return {
        "text": "\n".join([f"[{section.name}]", *section.lines]),
        "duration_ms": section.duration_ms,
        "positive_styles": styles,
        "negative_styles": [],
    }


def sections_of(lyrics: str, length_ms: int) -> list[Section]:
    """The lyrics in parts that last as long as the song, none shorter or longer than a part may."""
    parts = _parts(lyrics)
    fewest = ceil(length_ms / _SECTION_MAX_MS)
    most = min(_SECTIONS_MAX, length_ms // _SECTION_MIN_MS)
    parts += [Section("Instrumental") for _ in range(fewest - len(parts))]
    each = ceil(len(parts) / most)
    parts = [_joined(parts[at : at + each]) for at in range(0, len(parts), each)]
    # Joining in equal groups may leave fewer than the length needs.
    parts += [Section("Instrumental") for _ in range(fewest - len(parts))]
    for part, ms in zip(parts, _shared(length_ms, parts), strict=True):
        part.duration_ms = ms
    return parts


def _parts(lyrics: str) -> list[Section]:
    """One part for each heading or paragraph."""
    parts: list[Section] = []
    for paragraph in re.split(r"\n\s*\n", lyrics.strip()):
        for number, line in enumerate(paragraph.splitlines()):
            if heading := _HEADING.match(line.strip()):
                parts.append(Section(heading[1]))
                continue
            if not parts or (number == 0 and parts[-1].lines):
                parts.append(Section(f"Verse {len(parts) + 1}"))
            parts[-1].lines += textwrap.wrap(line.strip(), _LINE_MAX)
    return parts


def _joined(parts: list[Section]) -> Section:
    name = parts[0].name[:_NAME_MAX]
    return Section(name, [line for part in parts for line in part.lines])


def _shared(length_ms: int, parts: list[Section]) -> list[int]:
    """The length, shared by lines: each part gets the least it needs, the rest goes by weight."""
    shares = [_SECTION_MIN_MS] * len(parts)
    rest = length_ms - sum(shares)
    weights = [len(part.lines) + 1 for part in parts]
    while rest > 0:
        open_ = [i for i, share in enumerate(shares) if share < _SECTION_MAX_MS]
        total = sum(weights[i] for i in open_)
        given = 0
        for i in open_:
            more = min(ceil(rest * weights[i] / total), _SECTION_MAX_MS - shares[i], rest - given)
            shares[i] += more
            given += more
        rest -= given
    return shares
