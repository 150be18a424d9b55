"""What the routes of operations share: how ids, reasons and pages are said."""

from typing import Annotated

from fastapi import Path
from pydantic import BaseModel, ConfigDict, Field

from app.api.deps import Words
from app.api.errors import refusals

Short = Annotated[Words, Field(max_length=200)]
Name = Annotated[Words, Path(max_length=200)]
Why = Annotated[Words, Field(min_length=1, max_length=300)]
NO = refusals(401, 403, 404, 409, 422)


class Paged(BaseModel):
    """Which part of a list."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    cursor: Annotated[Words, Field(max_length=500)] | None = None
    """`next_cursor` of the page before."""
    limit: Annotated[int, Field(ge=1, le=100)] = 50
    """Items on a page."""
