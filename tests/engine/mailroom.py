"""A mail server that keeps what it gets, and refuses what a test says."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, cast

from aiosmtpd.controller import Controller


@dataclass
class Mailroom:
    """Letters by the ids they carry; a repeat of one is not another."""

    port: int = 0
    taken: list[EmailMessage] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    """What is said to the next recipients, in their order; else they are taken."""

    @property
    def letters(self) -> dict[str, EmailMessage]:
        """What a mailbox that tells repeats by their id shows."""
        return {letter["Message-ID"]: letter for letter in self.taken}

    async def handle_RCPT(  # noqa: N802 -- aiosmtpd's own name
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        """Take a recipient, or not."""
        answer = self.answers.pop(0) if self.answers else "250 OK"
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        """Keep a letter."""
        letter = message_from_bytes(envelope.content, policy=policy.default)
        self.taken.append(cast("EmailMessage", letter))
        return "250 OK"


@contextmanager
def mailroom() -> Iterator[Mailroom]:
    """Listen on a port of this machine."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        room = Mailroom(probe.getsockname()[1])
    controller = Controller(room, hostname="127.0.0.1", port=room.port)
    controller.start()
    yield room
    controller.stop()
