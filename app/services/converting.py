"""The step that writes a thing in another format, or draws it, once, for everybody who asks."""

import logging
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.db import renditions as rows
from app.db.tables.assets import AssetRow
from app.db.tables.jobs import JobRow
from app.db.tables.renditions import RenditionRow
from app.domain.errors import Abandoned, BadOutput, Interrupted, NotFound
from app.domain.formats import CONTENT_TYPES, PREVIEWS, Format, RenditionState, format_of
from app.domain.medium import Medium
from app.domain.ports import Converter, Stored
from app.domain.retry import MAX_REMAKES, come_back_after, why_parked
from app.services.engine import Engine
from app.services.holding import held

log = logging.getLogger(__name__)

_CHUNK = 256 * 1024
_DEADLINE_S = 15 * 60.0
_LITTER_LIVES_S = 3600.0
_FREE = {"lease_owner": None, "rung_at": None}


@dataclass(frozen=True)
class Converting:
    """Claim, convert in a directory of this machine, store, end. Safe to repeat."""

    engine: Engine
    converters: Mapping[Medium, Converter]
    room: Path
    """Where files lie while they are worked on."""

    def convert(self, asset_id: str, format_: Format) -> None:
        """Write this file in this format, when that is due and nobody else is at it."""
        with self.engine.db.transaction() as tx:
            row = rows.claim(
                tx.session, asset_id, format_, owner=self.engine.owner, lease=self.engine.lease
            )
            asset = tx.session.get(AssetRow, asset_id)
            job = tx.session.get(JobRow, asset.job_id) if asset else None
        if row is None or asset is None or job is None:
            return
        if problem := why_parked(crashes=row.crashes, outages=row.outages):
            self._fail(row, asset, "crashed", problem)
            return
        with held(self.engine, lambda: self._extend(row), within_s=_DEADLINE_S) as keep_going:
            try:
                stored, facts = self._made(row, asset, job.title, keep_going)
            except Abandoned:
                self._forget_unwanted(row)
            except Interrupted:
                self._hand_over(row)
            except Exception as problem:  # noqa: BLE001 -- whatever it is, the row must say it
                self._not_made(row, asset, problem)
            else:
                self._ready(row, asset, stored, facts)

    def _made(
        self, row: RenditionRow, asset: AssetRow, title: str, keep_going: Callable[[], None]
    ) -> tuple[Stored, Mapping[str, Any]]:
        source_format = format_of(asset.content_type)
        converter = self.converters.get(Medium(asset.medium))
        if source_format is None or converter is None:
            raise BadOutput(f"{asset.content_type} has no other formats")
        with self._bench() as bench:
            source = self._fetched(asset, bench / "source", keep_going)
            target = bench / f"target.{row.format}"
            formats = (source_format, Format(row.format))
            facts = converter.convert(
                source, target, formats=formats, title=title, keep_going=keep_going
            )
            stored = self.engine.storage.put(
                row.key,
                _chunks(target, keep_going),
                content_type=CONTENT_TYPES[row.format],
                meta={"asset": asset.id, "title": title},
            )
        return stored, facts

    def _fetched(self, asset: AssetRow, draft: Path, keep_going: Callable[[], None]) -> Path:
        """The source as a file of this machine."""
        path = self.engine.storage.path(asset.key)
        if path is not None and path.is_file():
            return path
        with draft.open("wb") as file:
            for chunk in self.engine.storage.read(asset.key):
                keep_going()
                file.write(chunk)
        return draft

    def _ready(
        self, row: RenditionRow, asset: AssetRow, stored: Stored, facts: Mapping[str, Any]
    ) -> None:
        # What lists show is known to the thing itself, so that they need not look elsewhere.
        known = dict(facts) | ({str(row.format): True} if row.format in PREVIEWS else {})
        with self.engine.db.transaction() as tx:
            ready = rows.write(
                tx.session,
                row,
                state=RenditionState.READY,
                size=stored.size,
                sha256=stored.sha256,
                **_ENDED,
            )
            if ready and known:
                rows.learn(tx.session, asset.id, known)
            self.engine.announce(tx, asset.person_id)
        if not ready:
            self._forget_unwanted(row)

    def _not_made(self, row: RenditionRow, asset: AssetRow, problem: Exception) -> None:
        """What cannot be read stays so; trouble of ours passes."""
        words = f"{type(problem).__name__}: {problem}"
        log.warning("rendition.not_made", extra={"asset_id": asset.id, "problem": words})
        if isinstance(problem, (BadOutput, NotFound)) or row.tries + 1 >= MAX_REMAKES:
            code = getattr(
                problem, "code", "not_saved" if isinstance(problem, OSError) else "broken"
            )
            self._fail(row, asset, code, words)
            return
        wait = come_back_after(row.tries + 1)
        self._give_back(
            row, tries=row.tries + 1, due_at=rows.NOW + wait, failure_detail=words[:4000]
        )

    def _fail(self, row: RenditionRow, asset: AssetRow, code: str, detail: str) -> None:
        with self.engine.db.transaction() as tx:
            values = {"failure_code": code, "failure_detail": detail[:4000]}
            rows.write(tx.session, row, state=RenditionState.FAILED, **values, **_ENDED)
            self.engine.announce(tx, asset.person_id)

    def _hand_over(self, row: RenditionRow) -> None:
        """This process is asked to stop: another one makes it."""
        if self._give_back(row):
            self.engine.doorbell.convert(row.asset_id, row.format)

    def _give_back(self, row: RenditionRow, **values: object) -> bool:
        with self.engine.db.transaction() as tx:
            pending = {"state": RenditionState.PENDING, "lease_until": None, **_FREE}
            return rows.write(tx.session, row, **pending, **values)

    def _forget_unwanted(self, row: RenditionRow) -> None:
        """When the thing was deleted meanwhile, nobody will ask for this file."""
        with self.engine.db.transaction() as tx:
            if tx.session.get(RenditionRow, (row.asset_id, row.format)) is not None:
                return
        self.engine.storage.delete(row.key)

    def _extend(self, row: RenditionRow) -> bool:
        with self.engine.db.transaction() as tx:
            return rows.write(tx.session, row, lease_until=rows.NOW + self.engine.lease)

    @contextmanager
    def _bench(self) -> Iterator[Path]:
        """A directory of its own; those of dead workers are removed."""
        self.room.mkdir(parents=True, exist_ok=True)
        long_ago = time.time() - _LITTER_LIVES_S
        for left in self.room.iterdir():
            with suppress(OSError):
                if left.stat().st_mtime < long_ago:
                    shutil.rmtree(left)
        with tempfile.TemporaryDirectory(dir=self.room, ignore_cleanup_errors=True) as path:
            yield Path(path)


_ENDED: dict[str, object] = {"lease_owner": None, "lease_until": None, "ended_at": rows.NOW}


def _chunks(path: Path, keep_going: Callable[[], None]) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            keep_going()
            yield chunk
