"""Providers that do what a test tells them, and remember everything they were asked."""

import json
import struct
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from typing import Self

from app.domain.errors import NotGenuine
from app.domain.last_look import look
from app.domain.medium import Medium
from app.domain.providing import (
    Check,
    MadeFile,
    RemoteFile,
    RemoteState,
    TaskSpec,
    Traits,
    Workshop,
)

MP3 = b"ID3\x04" + bytes(1000)
SONG = MadeFile("song.mp3", "audio/mpeg", {"duration_s": 1.0})
PHOTO = MadeFile("photo.jpg", "image/jpeg")
MODEL = MadeFile("model.glb", "model/gltf-binary")


def triangle() -> bytes:
    """The smallest GLB there is to see: one triangle, ten centimetres wide and high."""
    points = struct.pack("<9f", 0, 0, 0, 0.1, 0, 0, 0, 0.1, 0)
    told = {
        "asset": {"version": "2.0"},
        "scene": 0,
        "scenes": [{"nodes": [0]}],
        "nodes": [{"mesh": 0}],
        "meshes": [{"primitives": [{"attributes": {"POSITION": 0}}]}],
        "buffers": [{"byteLength": len(points)}],
        "bufferViews": [{"buffer": 0, "byteLength": len(points), "target": 34962}],
        "accessors": [
            {
                "bufferView": 0,
                "componentType": 5126,
                "count": 3,
                "type": "VEC3",
                "min": [0, 0, 0],
                "max": [0.1, 0.1, 0],
            }
        ],
    }
    words = json.dumps(told).encode()
    words += b" " * (-len(words) % 4)
    size = 12 + 8 + len(words) + 8 + len(points)
    return (
        struct.pack("<4sII", b"glTF", 2, size)
        + struct.pack("<I4s", len(words), b"JSON")
        + words
        + struct.pack("<I4s", len(points), b"BIN\0")
        + points
    )


class Scripted:
    """What both shapes share."""

    title = "Scripted"
    medium = Medium.SONG
    models = ("sketch",)

    file = SONG
    body: bytes = MP3

    def __init__(self, id_: str, *, traits: Traits, slots: int = 4) -> None:
        self.id = id_
        self.traits = traits
        self.slots = slots
        self.deadline = timedelta(minutes=15)
        self.bought: list[str] = []
        """Task ids, once for every purchase."""
        self.specs: list[TaskSpec] = []
        """What was asked, once for every purchase."""
        self.on_call: deque[Exception | Callable[[], None]] = deque()
        """What happens at the next calls, before anything is bought."""
        self.after_buying: deque[Exception | Callable[[], None]] = deque()
        self._lock = threading.Lock()

    def _act(self, script: deque[Exception | Callable[[], None]]) -> None:
        with self._lock:
            act = script.popleft() if script else None
        if isinstance(act, Exception):
            raise act
        if act is not None:
            act()

    def photographs(self, body: bytes) -> Self:
        """Make photos instead, all of them this one."""
        self.medium, self.file, self.body = Medium.PHOTO, PHOTO, body
        return self

    def _buy(self, spec: TaskSpec) -> None:
        self._act(self.on_call)
        look()
        with self._lock:
            self.bought.append(spec.task_id)
            self.specs.append(spec)
        self._act(self.after_buying)


class ScriptedMaker(Scripted):
    """Answers with the bytes."""

    def make(self, spec: TaskSpec, workshop: Workshop) -> None:
        """Buy, report, hand over."""
        self._buy(spec)
        workshop.progress(0.5)
        workshop.put(self.file, iter([self.body]))

    def expects(self, spec: TaskSpec) -> tuple[MadeFile, ...]:
        """One file."""
        del spec
        return (self.file,)


class ScriptedSculptor(ScriptedMaker):
    """Makes models."""

    medium = Medium.MODEL3D
    file = MODEL
    body = triangle()


class ScriptedPoller(Scripted):
    """Takes orders, answers with an id."""

    def __init__(self, id_: str, *, traits: Traits, slots: int = 4) -> None:
        super().__init__(id_, traits=traits, slots=slots)
        self.orders: dict[str, str] = {}
        """Remote id by key."""
        self.checks: deque[Check | Exception] = deque()
        """Answers to the next questions; then it is done."""
        self.stopped: list[str] = []

    def submit(self, spec: TaskSpec, *, key: str) -> str:
        """An order; the same key is the same order where keys are honoured."""
        if self.traits.honours_key and key in self.orders:
            return self.orders[key]
        self._act(self.on_call)
        look()
        with self._lock:
            self.bought.append(spec.task_id)
            self.specs.append(spec)
            remote_id = f"remote-{len(self.bought)}-{self.id}"
            self.orders[key] = remote_id
        self._act(self.after_buying)
        return remote_id

    async def check(self, remote_id: str) -> Check:
        """The next answer of the script, else that it is done."""
        with self._lock:
            answer = self.checks.popleft() if self.checks else None
        if isinstance(answer, Exception):
            raise answer
        if remote_id in self.stopped:
            return Check(RemoteState.CANCELLED)
        done = RemoteFile(url=f"scripted://{remote_id}", file=self.file)
        return answer or Check(RemoteState.DONE, progress=1.0, files=(done,))

    @contextmanager
    def fetch(self, file: RemoteFile) -> Iterator[Iterator[bytes]]:
        """The bytes."""
        del file
        yield iter([self.body])

    def find(self, key: str) -> str | None:
        """Look an order up."""
        return self.orders.get(key)

    def heard(self, headers: Mapping[str, str], body: bytes) -> str:
        """A message is genuine when it says so."""
        if headers.get("x-signature") != "genuine":
            raise NotGenuine("not from me")
        return body.decode()

    def cancel(self, remote_id: str) -> bool:
        """Stop, where that is free."""
        self.stopped.append(remote_id)
        return self.traits.cancels_free
