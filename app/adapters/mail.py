"""Letters, handed over to a mail server."""

import smtplib
import ssl
import time
from email.message import EmailMessage
from email.utils import formatdate, parseaddr

from app.adapters.mail_settings import MailSettings
from app.domain.delivering import Answer, Letter, Trouble

_WITHIN_S = 10
_NOT_THERE = frozenset({550, 551, 553})
"""The mailbox is not there, or takes nothing: it will not be otherwise tomorrow."""


class SmtpMail:
    """A connection for each letter: few are sent, and one that breaks costs no other."""

    def __init__(self, settings: MailSettings) -> None:
        self._settings = settings

    def send(self, letter: Letter) -> Answer:
        """Hand a letter over once; whatever happens is an answer. Blocks."""
        began = time.monotonic()
        answer = self._sent(letter)
        took_ms = round((time.monotonic() - began) * 1000)
        return Answer(answer.trouble, answer.status, answer.body, took_ms)

    def _sent(self, letter: Letter) -> Answer:
        try:
            with self._open() as server:
                server.send_message(self._message(letter))
        except smtplib.SMTPRecipientsRefused as refused:
            code, words = next(iter(refused.recipients.values()), (0, b""))
            return _no(code, words, gone=code in _NOT_THERE)
        except smtplib.SMTPResponseException as refused:
            return _no(refused.smtp_code, refused.smtp_error)
        except TimeoutError:
            return Answer(Trouble.TIMEOUT)
        except (OSError, smtplib.SMTPException, ValueError) as problem:
            return Answer(Trouble.UNREACHABLE, body=" ".join(str(problem).split())[:300])
        return Answer(status=250)

    def _open(self) -> smtplib.SMTP:
        config, host = self._settings, self._settings.host or ""
        if config.security == "tls":
            context = ssl.create_default_context()
            server = smtplib.SMTP_SSL(host, config.port, timeout=_WITHIN_S, context=context)
        else:
            server = smtplib.SMTP(host, config.port, timeout=_WITHIN_S)
        try:
            if config.security == "starttls":
                server.starttls(context=ssl.create_default_context())
            if config.user:
                secret = config.password.get_secret_value() if config.password else ""
                server.login(config.user, secret)
        except BaseException:
            server.close()
            raise
        return server

    def _message(self, letter: Letter) -> EmailMessage:
        sender = self._settings.sender or ""
        domain = parseaddr(sender)[1].rpartition("@")[2] or "localhost"
        message = EmailMessage()
        message["From"] = sender
        message["To"] = letter.to
        message["Subject"] = letter.subject
        message["Date"] = formatdate()
        message["Message-ID"] = f"<{letter.id}@{domain}>"
        message["Auto-Submitted"] = "auto-generated"
        message["List-Unsubscribe"] = f"<{letter.unsubscribe_url}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        message.set_content(letter.text)
        message.add_alternative(letter.html, subtype="html")
        return message


def _no(code: int, words: bytes | str, *, gone: bool = False) -> Answer:
    told = words.decode(errors="replace") if isinstance(words, bytes) else words
    trouble = Trouble.GONE if gone else Trouble.REFUSED
    return Answer(trouble, code, " ".join(told.split())[:300])
