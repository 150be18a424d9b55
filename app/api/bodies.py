"""What is sent to us is read as JSON is: 0 is no boolean, and "5" is no number."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

_KINDS: Mapping[type, frozenset[str]] = {
    bool: frozenset({"boolean"}),
    int: frozenset({"integer", "number"}),
    float: frozenset({"number"}),
    str: frozenset({"string"}),
    list: frozenset({"array"}),
    dict: frozenset({"object"}),
    type(None): frozenset({"null"}),
}


class Body(BaseModel):
    """
    A body, or a part of one. Every field takes the kinds of JSON that the document names.

    Without that, Pydantic takes "true" and 1 for a boolean and "7" for a number, and whoever sends
    them learns of their mistake from somebody stricter.
    """

    model_config = ConfigDict(extra="forbid")

    @field_validator("*", mode="before")
    @classmethod
    def _is_of_its_kind(cls, value: object, info: ValidationInfo) -> object:
        allowed = _allowed(cls).get(info.field_name or "", frozenset())
        kinds = _kinds_of(value)
        if allowed and kinds and not kinds & allowed:
            named = " or ".join(sorted(allowed))
            raise PydanticCustomError(
                "json_kind", "This has to be of the kind {kind}", {"kind": named}
            )
        return value


def _kinds_of(value: object) -> frozenset[str]:
    """Kinds of JSON that this may be; none, where it did not come from JSON."""
    if isinstance(value, float) and value.is_integer():
        return _KINDS[int]
    return _KINDS.get(type(value), frozenset())


@cache
def _allowed(model: type[Body]) -> Mapping[str, frozenset[str]]:
    """The kinds that the document names for each field; none, where it takes everything."""
    schema = model.model_json_schema(by_alias=False)
    parts = schema.get("$defs", {})
    return {field: frozenset(_named(told, parts)) for field, told in schema["properties"].items()}


def _named(told: Mapping[str, Any], parts: Mapping[str, Any]) -> set[str]:
    if "$ref" in told:
        return _named(parts[told["$ref"].rsplit("/", 1)[-1]], parts)
    if "type" in told:
        return {told["type"]}
    return {kind for each in told.get("anyOf", ()) for kind in _named(each, parts)}
