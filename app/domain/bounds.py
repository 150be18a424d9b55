"""What one provider takes of all that its medium knows: the least, the most, a choice."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.errors import Invalid


@dataclass(frozen=True)
class Bound:
    """What one provider takes in one field of the parameters."""

    least: float | None = None
    """Smallest number, or fewest characters."""
    most: float | None = None
    """Largest number, or most characters."""
    choices: tuple[Any, ...] = ()
    """The only values it takes; the first is what it does unasked."""
    heard: bool = True
    """False: it decides this itself, so nobody is offered the choice."""
    why: str = ""
    """What a person is told in place of the limit."""

    def against(self, value: Any) -> str:
        """Why this value is not taken, as a sentence without its subject; empty when it is."""
        if not self.heard:
            return ""
        if self.choices:
            offered = ", ".join(str(choice) for choice in self.choices)
            return "" if value in self.choices else self.why or f"offers here only: {offered}."
        is_text = isinstance(value, str)
        amount, unit = (len(value), " characters") if is_text else (value, "")
        if self.least is not None and amount < self.least:
            return self.why or f"takes {self.least:g}{unit} at the least."
        if self.most is not None and amount > self.most:
            return self.why or f"takes {self.most:g}{unit} at the most."
        return ""


def check(title: str, bounds: Mapping[str, Bound], params: Mapping[str, Any]) -> None:
    """Raise `Invalid`, naming the field, for the first value that the provider does not take."""
    for field, bound in bounds.items():
        value = params.get(field)
        if value is not None and (words := bound.against(value)):
            raise Invalid(f"{title} {words}", field=field)
