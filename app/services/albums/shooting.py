"""What is asked for, as an order: styles × people, quoted before, started whole or not at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from app.db.tables.albums import AlbumPhotoRow, AlbumRow
from app.db.tables.jobs import JobRow
from app.db.tables.tasks import TaskRow
from app.db.tables.uploads import UploadRow
from app.domain.albums import Shoot, ShootQuote, ShootView
from app.domain.errors import Invalid, NotFound
from app.domain.medium import Medium
from app.domain.uploads import UploadState
from app.domain.views import JobView, Order
from app.media import photo
from app.media.catalogue import understand
from app.media.roles import Kind, Role, roles
from app.media.styles import OWN, styles
from app.services.albums.keeping import KeepsAlbums, owned
from app.services.albums.shown import owned_set

P, U = AlbumPhotoRow, UploadRow
_NOBODY = "upload_" + "0" * 26
"""Stands for a photo that is still missing, so that the sum can be told before it is there."""


@dataclass(frozen=True)
class TakesPictures(KeepsAlbums):
    """Quotes and starts shoots, and takes single pictures once more."""

    def quote(self, person_id: str, album_id: str, asked: Shoot) -> ShootQuote:
        """So many styles × so many roles, their price and usual time. Raises `Invalid`."""
        order, missing = self._order(person_id, album_id, asked, is_only_asked=True)
        params = understand(Medium.PHOTO, order.params)
        if not isinstance(params, photo.ShootParams):
            raise TypeError("a shoot is a set of photos")
        return ShootQuote(
            styles=len(params.looks),
            roles=len(params.people),
            pictures=params.count,
            quote=self.jobs.quote(
                Medium.PHOTO, order.params, provider=asked.provider, model=asked.model
            ),
            missing=missing,
        )

    def start(self, person_id: str, album_id: str, asked: Shoot) -> ShootView:
        """
        Begin a shoot: all of its pictures, or none with everything said that stands against it.

        The same key with the same order gives the same shoot. Raises `Invalid`, `Conflict`,
        `NotEnoughCredits`, `TooMany`, `StorageFull`.
        """
        order, _ = self._order(person_id, album_id, asked, is_only_asked=False)
        return self.shoot(person_id, self.jobs.ask(person_id, order))

    def again(
        self,
        person_id: str,
        job_id: str,
        index: int,
        *,
        key: str | None = None,
        can_undo: bool = False,
    ) -> JobView:
        """Another take of one picture, as a job of its own. Raises `NotFound`."""
        with self.engine.db.transaction() as tx:
            job = owned_set(tx.session, person_id, job_id)
            task = _picture(tx.session, job, index)
        order = Order(
            medium=Medium.PHOTO,
            params=photo.one_of_set(job.params, task.params),
            title=job.title,
            take_of=job.take_of or f"{job.id}.{task.index}",
            provider=job.provider if job.provider in self.engine.providers else None,
            model=job.model if job.provider in self.engine.providers else None,
            can_undo=can_undo,
            key=key,
        )
        return self.jobs.start(person_id, order)

    def retry(self, person_id: str, job_id: str, *, index: int | None = None) -> ShootView:
        """Redo the pictures that failed, or one of them, for their price alone."""
        self._must_be_a_set(person_id, job_id)
        self.jobs.retry(person_id, job_id, index=index)
        return self.shoot(person_id, job_id)

    def cancel(self, person_id: str, job_id: str) -> ShootView:
        """The running picture finishes, the rest stop, and their credits return."""
        self._must_be_a_set(person_id, job_id)
        self.jobs.cancel(person_id, job_id)
        return self.shoot(person_id, job_id)

    def _must_be_a_set(self, person_id: str, job_id: str) -> None:
        """Looked at first: what is none is not touched either."""
        with self.engine.db.transaction() as tx:
            owned_set(tx.session, person_id, job_id)

    def _order(
        self, person_id: str, album_id: str, asked: Shoot, *, is_only_asked: bool
    ) -> tuple[Order, tuple[str, ...]]:
        """The order, and the roles without a photo: those make it `Invalid`, unless only asked."""
        with self.engine.db.transaction() as tx:
            album = owned(tx.session, person_id, album_id)
            photos = _usable(tx.session, album)
        known = roles(Kind(album.kind))
        chosen = [_role(known, word) for word in dict.fromkeys(asked.roles)]
        if not chosen:
            raise Invalid("Choose who is in the pictures.", field="roles")
        missing = tuple(role.word for role in chosen if not photos.get(role.word))
        if missing and not is_only_asked:
            names = ", ".join(known[word].en for word in missing)
            raise Invalid(f"There is no photo yet of: {names}.", field="roles")
        params: dict[str, Any] = {
            "album_id": album_id,
            "mode": asked.mode,
            "looks": _looks(asked),
            "people": [
                {
                    "role": role.word,
                    "references": photos.get(role.word) or [_NOBODY],
                    "noun": role.noun,
                }
                for role in chosen
            ],
            "aspect": asked.aspect,
        }
        if asked.total is not None:
            params["total"] = asked.total
        order = Order(
            medium=Medium.PHOTO,
            params=params,
            title=album.title,
            provider=asked.provider,
            model=asked.model,
            can_undo=asked.can_undo,
            key=asked.key,
        )
        return order, missing


def _usable(session: Session, album: AlbumRow) -> dict[str, list[str]]:
    """The photos of each role that are ready, in their order."""
    found: dict[str, list[str]] = {}
    statement = (
        select(P.role, P.upload_id)
        .join(U, col(U.id) == col(P.upload_id))
        .where(col(P.album_id) == album.id, col(U.state) == UploadState.READY)
        .order_by(col(P.role), col(P.position), col(P.id))
    )
    for role, upload_id in session.exec(statement):
        some = found.setdefault(role, [])
        if len(some) < photo.REFERENCES_MAX:
            some.append(upload_id)
    return found


def _role(known: Mapping[str, Role], word: str) -> Role:
    if word not in known:
        raise Invalid(f"{word} is not one of: {', '.join(known)}.", field="roles")
    return known[word]


def _looks(asked: Shoot) -> list[dict[str, str]]:
    """The styles with their words; a person's own words are one more."""
    catalogue, own = styles(), " ".join(asked.prompt.split())
    words = list(dict.fromkeys(asked.styles))
    if own and OWN not in words:
        words.append(OWN)
    if not words:
        raise Invalid("Choose a style, or say in your own words what you want.", field="styles")
    return [{"style": word, "prompt": _words(catalogue, word, own)} for word in words]


def _words(catalogue: Mapping[str, Any], word: str, own: str) -> str:
    if word == OWN:
        if not own:
            raise Invalid("Say in your own words what the picture should show.", field="prompt")
        return own
    if word not in catalogue:
        raise Invalid(f"There is no style called {word}.", field="styles")
    return catalogue[word].prompt


def _picture(session: Session, job: JobRow, index: int) -> TaskRow:
    """The task of one picture of a set. Raises `NotFound`."""
    tasks: Sequence[TaskRow] = session.exec(
        select(TaskRow)
        .where(col(TaskRow.job_id) == job.id, col(TaskRow.index) == index)
        .order_by(col(TaskRow.created_at).desc())
    ).all()
    if not tasks:
        raise NotFound("There is no such picture.")
    return tasks[0]
