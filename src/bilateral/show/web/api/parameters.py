"""What a request may ask for: each parameter reads its words, and is a line of the API's own description.

Both follow from one JSON Schema a parameter, so that what is described is what is taken. What is not described is
refused, so that a misspelt filter never looks like an answer to it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from bilateral.exceptions import QuestionError

Schema = Mapping[str, Any]

# Values of a parameter that may be given again.
MOST_VALUES: Final = 20
_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,8}")
_YES: Final[Mapping[str, bool]] = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of the query, or with ``in_path`` of the path.

    ``schema`` is that of one value: of type string (``enum``, ``pattern``, ``minLength``, ``maxLength``), integer
    (``minimum``, ``maximum``) or boolean. ``many`` may be given again, and is read as a tuple; ``otherwise`` is the value
    where nothing is given.
    """

    name: str
    about: str
    schema: Schema
    in_path: bool = False
    required: bool = False
    many: bool = False
    otherwise: Any = None

    def read(self, given: Sequence[str]) -> Any:
        """Return the value of the words given for this parameter.

        Raises:
            QuestionError: they are missing, too many, or no value that the schema allows.

        """
        if not given:
            if self.required:
                raise QuestionError(f"{self.name} is missing")
            return () if self.many else self.otherwise
        if len(given) > (MOST_VALUES if self.many else 1):
            raise QuestionError(f"{self.name} is given too often")
        values = tuple(self._value(words) for words in given)
        return values if self.many else values[0]

    def described(self) -> dict[str, Any]:
        """Return the parameter as OpenAPI describes one."""
        schema: dict[str, Any] = {**self.schema}
        if self.otherwise is not None:
            schema["default"] = self.otherwise
        if self.many:
            schema = {"type": "array", "items": schema, "minItems": 1, "maxItems": MOST_VALUES}
        return {
            "name": self.name,
            "in": "path" if self.in_path else "query",
            "description": self.about,
            "required": self.in_path or self.required,
            "schema": schema,
            **({"style": "form", "explode": True} if self.many else {}),
        }

    def _value(self, words: str) -> Any:
        match self.schema["type"]:
            case "integer":
                return self._whole(words)
            case "boolean":
                if words not in _YES:
                    raise QuestionError(f"{self.name} is {words[:50]!r}; write true or false")
                return _YES[words]
            case _:
                return self._words(words)

    def _whole(self, words: str) -> int:
        low, high = self.schema["minimum"], self.schema["maximum"]
        if not _WHOLE.fullmatch(words) or not low <= int(words) <= high:
            raise QuestionError(f"{self.name} is {words[:50]!r}; write a whole number from {low} to {high}")
        return int(words)

    def _words(self, words: str) -> str:
        schema = self.schema
        if words not in schema.get("enum", (words,)):
            raise QuestionError(f"{self.name} is {words[:50]!r}; choose among {', '.join(schema['enum'])}")
        if not schema.get("minLength", 0) <= len(words) <= schema.get("maxLength", len(words)):
            raise QuestionError(
                f"{self.name} has {len(words)} characters; {schema['maxLength']} are the most, 1 the least"
            )
        if "pattern" in schema and not re.search(schema["pattern"], words):
            raise QuestionError(f"{self.name} is {words[:50]!r}, which is none: {self.about}")
        return words


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that was read: the values of all its parameters by name, and the query as it was given."""

    values: Mapping[str, Any]
    query: Sequence[tuple[str, str]] = field(default_factory=tuple)

    def __getitem__(self, name: str) -> Any:
        """Return the value of a parameter."""
        return self.values[name]

    def some(self, *names: str) -> dict[str, Any]:
        """Return the values of those of these parameters that there are."""
        return {name: self.values[name] for name in names if name in self.values}


def read_request(
    parameters: Sequence[Parameter], path: Mapping[str, str], query: Sequence[tuple[str, str]]
) -> Asked:
    """Return what a request asks for.

    Raises:
        QuestionError: a parameter is unknown, missing, given too often, or has no value that is allowed.

    """
    known = [parameter.name for parameter in parameters if not parameter.in_path]
    if unknown := [name for name, _ in query if name not in known]:
        raise QuestionError(
            f"there is no parameter {unknown[0][:50]!r}; choose among {', '.join(known) or 'none'}"
        )
    values = {}
    for parameter in parameters:
        if parameter.in_path:
            given = [path[parameter.name]]
        else:
            given = [words for name, words in query if name == parameter.name]
        values[parameter.name] = parameter.read(given)
    return Asked(values, query)
