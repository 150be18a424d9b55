"""
Carries messages out: a thread with an event loop of its own, so that no worker waits for strangers.

Many are under way at once, but few to one address and not many to one host, so whoever is slow
holds up nobody but himself.
"""

import asyncio
import logging
import threading
from collections import Counter

from sqlalchemy.exc import SQLAlchemyError

from app.db.claimed import Claimed
from app.domain.delivering import Answer, Channel, Envelope, Letter, Trouble
from app.domain.ports import Mail, Posts
from app.services.deliveries import Deliveries, Went

log = logging.getLogger(__name__)

_MOST = 200
_PER_TARGET = 4
"""A claim adds no more than this to one that has less, so it is never twice as many."""
_PER_LANE = 8
_AGAIN_S = 1.0
_WRITES_AGAIN = 20
_LEAVES_WITHIN_S = 3.0


class Courier:
    """One per process; begun by the first ring."""

    def __init__(self, deliveries: Deliveries, posts: Posts, mail: Mail | None = None) -> None:
        self._deliveries = deliveries
        self._posts = posts
        self._mail = mail
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._wake = asyncio.Event()
        self._stopping = False
        self._out: set[asyncio.Task[None]] = set()
        self._by_target: Counter[str] = Counter()
        self._by_lane: Counter[str] = Counter()

    def ring(self) -> None:
        """Something may be due. Returns at once."""
        with self._lock:
            if self._stopping:
                return
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="courier", daemon=True)
                self._thread.start()
            elif self._loop is not None:
                self._loop.call_soon_threadsafe(self._wake.set)

    def stop(self) -> None:
        """Take nothing new, and wait a little for what is under way; the rest is sent again."""
        with self._lock:
            self._stopping = True
            thread, loop = self._thread, self._loop
        if thread is not None and thread.is_alive():
            if loop is not None:
                loop.call_soon_threadsafe(self._wake.set)
            thread.join(_LEAVES_WITHIN_S + 1)

    def _run(self) -> None:
        try:
            asyncio.run(self._carry())
        except Exception:
            log.exception("courier.fell")

    async def _carry(self) -> None:
        self._loop, self._wake = asyncio.get_running_loop(), asyncio.Event()
        self._out, self._by_target, self._by_lane = set(), Counter(), Counter()
        went: asyncio.Queue[Went] = asyncio.Queue()
        writing = asyncio.create_task(self._write(went))
        async with self._posts:
            while not self._stopping:
                self._wake.clear()
                if not await self._take(went):
                    await self._wake.wait()
            if self._out:
                await asyncio.wait(self._out, timeout=_LEAVES_WITHIN_S)
            await asyncio.wait_for(went.join(), _LEAVES_WITHIN_S)
        writing.cancel()
        self._loop = None

    async def _take(self, went: asyncio.Queue[Went]) -> bool:
        """Claim what is due and send it off; false when there is nothing, or no room."""
        room = _MOST - self._by_target.total()
        if room <= 0:
            return False
        busy = [target for target, n in self._by_target.items() if n >= _PER_TARGET]
        crowded = [lane for lane, n in self._by_lane.items() if n >= _PER_LANE]
        try:
            claimed = await asyncio.to_thread(
                self._deliveries.claim,
                share=_PER_TARGET,
                of_lane=_PER_LANE,
                most=room,
                busy=busy,
                crowded=crowded,
            )
        except SQLAlchemyError as problem:
            log.warning("courier.database_away", extra={"problem": type(problem).__name__})
            await asyncio.sleep(_AGAIN_S)
            return False
        for each in claimed:
            self._by_target[each.row.target] += 1
            self._by_lane[each.row.lane] += 1
            task = asyncio.create_task(self._send(each, went))
            self._out.add(task)
            task.add_done_callback(self._out.discard)
        return bool(claimed)

    async def _send(self, claimed: Claimed, went: asyncio.Queue[Went]) -> None:
        try:
            answer = await self._sent(claimed)
        except Exception:
            # Whatever it was, its place must be free again for the next message.
            log.exception("courier.not_sent", extra={"delivery_id": claimed.row.id})
            answer = Answer(Trouble.UNREACHABLE)
        went.put_nowait((claimed, answer))

    async def _sent(self, claimed: Claimed) -> Answer:
        if claimed.channel is Channel.WEBHOOK:
            parcel = self._deliveries.parcel(claimed)
        else:
            # Sealing takes a moment, and a phone's service may have to be asked for a key first.
            parcel = await asyncio.to_thread(self._deliveries.parcel, claimed)
        match parcel:
            case Envelope():
                return await self._posts.post(parcel.url, parcel.headers, parcel.body)
            case Letter() if self._mail is not None:
                return await asyncio.to_thread(self._mail.send, parcel)
            case Letter():
                return Answer(Trouble.DISABLED)
            case Answer():
                return parcel

    async def _write(self, went: asyncio.Queue[Went]) -> None:
        """Write down what came back: while one write runs, the next ones gather."""
        while True:
            batch = [await went.get()]
            while not went.empty():
                batch.append(went.get_nowait())
            await self._settle(batch)
            for claimed, _ in batch:
                self._by_target[claimed.row.target] -= 1
                self._by_lane[claimed.row.lane] -= 1
                went.task_done()
            self._by_target, self._by_lane = +self._by_target, +self._by_lane
            self._wake.set()

    async def _settle(self, batch: list[Went]) -> None:
        for _ in range(_WRITES_AGAIN):
            try:
                await asyncio.to_thread(self._deliveries.settle, batch)
            except SQLAlchemyError as problem:
                log.warning("courier.not_written", extra={"problem": type(problem).__name__})
                await asyncio.sleep(_AGAIN_S)
            except Exception:
                # Their leases lapse and they are sent again; the others must be written down.
                log.exception("courier.not_written")
                return
            else:
                return
