"""
Structured log lines, each bound to the job and task it is about.

Secrets are hidden, and people are told apart without being named: the same person has the same
short mark in every line of every process, and who reads the log alone learns no id from it.
"""

import hashlib
import logging
import re
import sys
from collections.abc import Mapping, MutableMapping
from typing import Any, Literal

import structlog

_HIDDEN = "…"
_SECRET_NAMES = re.compile(
    r"secret|password|passwd|token|api_?key|authori[sz]ation|cookie", re.IGNORECASE
)
_SECRET_WORDS = re.compile(r"(?<=://)[^/@\s]+@|(?<=Bearer )\S+")
_PEOPLE = frozenset({"person", "person_id", "owner_id"})
_PERSON = re.compile(r"\bperson_[0-9a-z]{26}\b")

bind = structlog.contextvars.bound_contextvars
"""`with bind(job_id=…, task_id=…):` adds them to every line inside, in this thread or task."""
begin = structlog.contextvars.bind_contextvars
"""The same without an end; `end()` is that of everything."""
end = structlog.contextvars.clear_contextvars


def setup(
    *, form: Literal["console", "json"] = "console", level: str = "INFO", stream: Any = None
) -> None:
    """Send our lines and those of every library through one formatter. Safe to call twice."""
    shared = _shared_processors()
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                *_rendering(form),
            ],
        )
    )
    logging.basicConfig(handlers=[handler], level=level, force=True)
    for chatty in ("httpx", "httpcore", "botocore", "urllib3", "alembic"):
        logging.getLogger(chatty).setLevel(max(logging.WARNING, logging.getLevelName(level)))


def get(name: str) -> Any:
    """The logger of a module: `log = get(__name__)`, then `log.info("task.submitted")`."""
    return structlog.stdlib.get_logger(name)


def _shared_processors() -> list[Any]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),  # what plain loggers pass as `extra`
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
    ]


def _rendering(form: str) -> list[Any]:
    if form == "json":
        return [
            structlog.processors.format_exc_info,
            hide_secrets,
            hide_people,
            structlog.processors.JSONRenderer(),
        ]
    return [
        structlog.processors.format_exc_info,
        hide_secrets,
        hide_people,
        structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty()),
    ]


def hide_secrets(
    _logger: Any, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Keep passwords, keys and tokens out, whatever a caller or a library passes."""
    for name, value in event.items():
        event[name] = _hidden(name, value)
    return event


def _hidden(name: str, value: Any) -> Any:
    if _SECRET_NAMES.search(name):
        return _HIDDEN
    if isinstance(value, str):
        return _SECRET_WORDS.sub(lambda m: _HIDDEN + ("@" if m[0].endswith("@") else ""), value)
    if isinstance(value, Mapping):
        return {key: _hidden(str(key), each) for key, each in value.items()}
    return value


def hide_people(
    _logger: Any, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Write a mark in place of a person's id, wherever it stands: in a value, or in words."""
    for name, value in event.items():
        event[name] = _marked(name, value)
    return event


def _marked(name: str, value: Any) -> Any:
    if isinstance(value, str):
        return mark(value) if name in _PEOPLE else _unnamed(value)
    if isinstance(value, Mapping):
        return {key: _marked(str(key), each) for key, each in value.items()}
    return value


def mark(person_id: str) -> str:
    """What stands for a person in logs: the first 12 digits of a SHA-256."""
    return hashlib.sha256(person_id.encode()).hexdigest()[:12]


def _unnamed(words: str) -> str:
    return _PERSON.sub(lambda found: mark(found[0]), words)
