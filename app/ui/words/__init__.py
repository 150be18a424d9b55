"""What the page says. `tr("key")` is a value the browser fills in its own language, at once."""

import json
from pathlib import Path
from typing import Any

import reflex as rx
from reflex_base.utils.imports import ImportVar
from reflex_base.vars import VarData

_LIBRARY = rx.asset("words.js", shared=True).importable_path
rx.asset("en.json", shared=True)
rx.asset("ko.json", shared=True)

_HOOK = VarData(
    imports={_LIBRARY: [ImportVar(tag="useWords")]},
    hooks={"const say = useWords();": None},
)
CATALOGUES: dict[str, dict[str, str]] = {
    language: json.loads(Path(__file__).with_name(f"{language}.json").read_text())
    for language in ("en", "ko")
}


def _known(key: str) -> str:
    english = CATALOGUES["en"]
    if key not in english and f"{key}.other" not in english:
        message = f"No words for {key!r}"
        raise KeyError(message)
    return key


def tr(key: str, **values: Any) -> rx.Var[str]:
    """The sentence under this key, with values put in and its plural chosen in the browser."""
    return _say(rx.Var.create(_known(key)), values)


def tr_of(prefix: str, name: rx.Var[str]) -> rx.Var[str]:
    """The word for one of a set: `tr_of("genre", song.genre)` says `genre.jazz`."""
    return _say(rx.Var.create(f"{prefix}.") + name.to(str), {})


def _say(key: rx.Var[str], values: dict[str, Any]) -> rx.Var[str]:
    given = rx.Var.create(values)
    parts = (part._get_all_var_data() for part in (key, given))  # noqa: SLF001 -- as Vars do
    data = VarData.merge(_HOOK, *parts)
    return rx.Var(_js_expr=f"say({key!s}, {given!s})", _var_type=str, _var_data=data)
