"""Takes what a provider gives as the engine takes it: by the kind of its bytes, on a real disk."""

import asyncio
import subprocess
from collections.abc import Iterable
from pathlib import Path

import imageio_ffmpeg
import trimesh
from PIL import Image

from app.adapters.storage_disk import DiskStorage
from app.db.tables.assets import AssetRow
from app.db.tables.tasks import TaskRow
from app.domain.errors import ProviderFailed, ProviderRejected
from app.domain.medium import Medium
from app.domain.providing import Continues, MadeFile, Maker, Poller, Provider, RemoteState, TaskSpec
from app.services import filing
from tests.engine.crew import wait_until

_MAX_BYTES = 20_000_000


class Shelf:
    """A workshop for one task."""

    def __init__(self, root: Path, spec: TaskSpec, provider: Provider) -> None:
        self._storage = DiskStorage(root, max_bytes=_MAX_BYTES)
        self._medium = provider.medium
        self._task = TaskRow(
            id=spec.task_id,
            job_id="job_x",
            person_id="person_x",
            provider=provider.id,
            model=spec.model,
            title=spec.title,
            params=spec.params,
            seed=spec.seed,
            price=0,
        )
        self.assets: dict[str, AssetRow] = {}

    def progress(self, share: float) -> None:
        """True shares only."""
        assert 0 <= share <= 1

    def put(self, file: MadeFile, chunks: Iterable[bytes]) -> None:
        """Store it, or raise what the engine would."""
        asset = filing.put(self._storage, self._task, self._medium, file, chunks)
        self.assets[asset.name] = asset

    def path(self, asset: AssetRow) -> Path:
        """Where a file is."""
        found = self._storage.path(asset.key)
        assert found is not None
        return found


def drive(provider: Provider, spec: TaskSpec, shelf: Shelf) -> None:
    """One task from the order to its files, as the engine goes. Raises a `ProviderProblem`."""
    if isinstance(provider, Maker):
        provider.make(spec, shelf)
        return
    assert isinstance(provider, Poller)
    ids = [provider.submit(spec, key=spec.task_id)]
    seen = [asyncio.run(provider.check(ids[-1]))]

    def has_ended() -> bool:
        seen.append(asyncio.run(provider.check(ids[-1])))
        if seen[-1].then:
            assert isinstance(provider, Continues)
            ids.append(provider.go_on(seen[-1].then))
        return seen[-1].state not in (RemoteState.WAITING, RemoteState.WORKING)

    wait_until(has_ended, what="the end of the order")
    check = seen[-1]
    if check.state is RemoteState.REJECTED:
        raise ProviderRejected(check.reason)
    if check.state is not RemoteState.DONE:
        raise ProviderFailed(check.reason)
    for remote in check.files:
        with provider.fetch(remote) as chunks:
            shelf.put(remote.file, chunks)


def measured(path: Path, medium: Medium) -> float:
    """How much there is of a file, measured by using it: seconds, pixels or triangles."""
    measures = {Medium.MODEL3D: triangles_of, Medium.PHOTO: pixels_of}
    return measures.get(medium, seconds_of)(path)


def pixels_of(path: Path) -> float:
    """Of a photo's shorter side, all of which is there."""
    with Image.open(path) as picture:
        picture.load()
        return min(picture.size)


def triangles_of(path: Path) -> float:
    """Of a model, counted by loading it."""
    return len(trimesh.load_mesh(path, file_type="glb").faces)


def seconds_of(path: Path) -> float:
    """How long a file plays, measured by playing it."""
    argv = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-i", str(path)]
    played = subprocess.run(
        [*argv, "-f", "s16le", "-ar", "8000", "-ac", "1", "-"], capture_output=True, check=True
    )
    return len(played.stdout) / 16_000
