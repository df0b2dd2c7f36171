"""JSON Schemas of answers, made from the types that answers have, so that neither can forget the other."""

import dataclasses
import datetime as dt
import types
import typing
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, Final

Schema = dict[str, Any]

_PLAIN: Final[Mapping[Any, Schema]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    dt.date: {"type": "string", "format": "date"},
    types.NoneType: {"type": "null"},
    Any: {},
}


class Schemas:
    """The schemas of some types; those of classes are kept by name in ``components``."""

    def __init__(self) -> None:
        self.components: dict[str, Schema] = {}

    def of(self, hint: Any) -> Schema:
        """Return the schema of a type.

        Raises:
            TypeError: it is no type that an answer may have.

        """
        if hint in _PLAIN:
            return {**_PLAIN[hint]}
        if isinstance(hint, type) and issubclass(hint, StrEnum):
            return {"type": "string", "enum": [str(each) for each in hint]}
        if dataclasses.is_dataclass(hint):
            return self._reference(typing.cast("type[Any]", hint))
        return self._of_parts(hint)

    def _of_parts(self, hint: Any) -> Schema:
        main, parts = typing.get_origin(hint), typing.get_args(hint)
        if main in {types.UnionType, typing.Union}:
            return {"anyOf": [self.of(part) for part in parts]}
        if main is tuple and parts[-1] is not Ellipsis:
            exactly = {"minItems": len(parts), "maxItems": len(parts)}
            return {"type": "array", "prefixItems": [self.of(part) for part in parts], **exactly}
        if main in {tuple, Sequence}:
            return {"type": "array", "items": self.of(parts[0])}
        if main is Mapping:
            return {"type": "object", "additionalProperties": self.of(parts[1])}
        raise TypeError(f"no schema is known for {hint!r}")

    def _reference(self, cls: type[Any]) -> Schema:
        if cls.__name__ not in self.components:
            self.components[cls.__name__] = {}  # a class may hold itself
            hints = typing.get_type_hints(cls)
            names = [each.name for each in dataclasses.fields(cls)]
            self.components[cls.__name__] = {
                "type": "object",
                "description": " ".join((cls.__doc__ or "").replace("``", "`").split()),
                "properties": {name: self.of(hints[name]) for name in names},
                "required": names,
                "additionalProperties": False,
            }
        return {"$ref": f"#/components/schemas/{cls.__name__}"}
