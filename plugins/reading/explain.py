"""Turns what pydantic found into mistakes that a person who edits content can act on.

It knows pydantic's words so that nobody else has to. It does not know any content type.
"""

import difflib
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from plugins.mistakes import Mistake
from plugins.models.record import Place

SHOWN = 80


def explain(
    path: str, model: type[BaseModel], wrong: ValidationError, lines: Mapping[Place, int]
) -> Iterator[Mistake]:
    """Each error as a mistake in `path`; `lines` says where each value stands, where that is known."""
    for error in wrong.errors(include_url=False):
        place = tuple(error["loc"])
        owner, info = _declared(model, place)
        yield Mistake(
            path=path,
            line=_line(lines, place),
            field=_name(place),
            expected=_expected(error, owner, info),
            found=_found(error),
            example=_example(path, place, info),
        )


def _declared(model: type[BaseModel], place: Place) -> tuple[type[BaseModel], FieldInfo | None]:
    """The model that owns the value at `place`, and the field's declaration if it has one."""
    info: FieldInfo | None = None
    for step in place:
        if isinstance(step, int):
            continue
        if info is not None:
            model = _nested(info.annotation) or model
        info = model.model_fields.get(step)
        if info is None:
            return model, None
    return model, info


def _nested(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _nested(part))), None)


def _line(lines: Mapping[Place, int], place: Place) -> int:
    """The line of the value, or of the nearest thing around it that is known."""
    return next((lines[place[:n]] for n in range(len(place), 0, -1) if place[:n] in lines), 0)


def _name(place: Place) -> str:
    """Items count from 1, as people count: `sessions 2, start`."""
    words = [f" {step + 1}" if isinstance(step, int) else f", {step}" for step in place]
    return "".join(words).lstrip(", ") or "the whole file"


def _expected(error: ErrorDetails, owner: type[BaseModel], info: FieldInfo | None) -> str:
    match error["type"]:
        case "expected":
            words = error["msg"]
        case "missing":
            return f"this field: {info.description}" if info else "this field"
        case "extra_forbidden":
            return _known(str(error["loc"][-1]), owner)
        case "literal_error":
            words = "one of " + error["ctx"]["expected"].replace("'", "")
        case "tuple_type" | "list_type":
            words = "a list"
        case "model_type" | "dict_type" | "model_attributes_type":
            inner = _nested(info.annotation) if info else None
            words = "fields with names: " + ", ".join((inner or owner).model_fields)
        case _:
            words = error["msg"]
    return f"{words} ({info.description})" if info else words


def _known(name: str, owner: type[BaseModel]) -> str:
    near = difflib.get_close_matches(name, owner.model_fields, n=1)
    hint = f"did you mean {near[0]}? " if near else ""
    return f"{hint}the fields here are " + ", ".join(owner.model_fields)


def _found(error: ErrorDetails) -> str:
    match error["type"]:
        case "missing":
            return "nothing"
        case "extra_forbidden":
            return f"a field called {error['loc'][-1]}"
    return shown(error["input"])


def shown(value: object) -> str:
    """What stood there, short enough to read."""
    text = ", ".join(map(str, value)) if isinstance(value, list | tuple) else _written(value)
    text = " ".join(text.split())
    if not text:
        return "nothing"
    if len(text) > SHOWN:
        return f'"{text[:SHOWN]}…", {len(text)} characters'
    return f'"{text}"'


def _written(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _example(path: str, place: Place, info: FieldInfo | None) -> str:
    if info is None or not info.examples:
        return ""
    name = next(step for step in reversed(place) if isinstance(step, str))
    return f"{name} = {info.examples[0]}" if path.endswith(".toml") else f"{name}: {info.examples[0]}"
