"""What the classes of every YAML file are made of: the base class, and the kinds of value that several of them share."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from briefing.config.moments import parse_day, parse_moment

Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", description="lower-case letters, digits and hyphens")]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$", description="ISO 3166-1 alpha-2 code, such as FR")]
Text = Annotated[str, Field(min_length=1)]
Day = Annotated[dt.date, BeforeValidator(parse_day)]
Moment = Annotated[AwareDatetime | dt.date, BeforeValidator(parse_moment)]
Likelihood = Literal[
    "almost no chance", "very unlikely", "unlikely", "roughly even chance", "likely", "very likely", "almost certain"
]
Confidence = Literal["low", "moderate", "high"]
Reliability = Literal["A", "B", "C", "D", "E", "F"]
Format = Literal["pdf", "html", "json"]
Variant = Literal["full", "one-page"]


class Model(BaseModel):
    """What all of them share: unknown keys are errors, and a key with nothing behind it counts as left out."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        return {key: value for key, value in data.items() if value is not None or key not in cls.model_fields}
