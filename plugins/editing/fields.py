"""From a content model to the fields of the editor's form: labels, hints, kinds of input, what is needed.

The models say everything; nothing is typed here a second time. It knows what Sveltia CMS calls each kind of
input (https://sveltiacms.app/en/docs/fields), and no content type.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, Literal, TypeAlias, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from plugins.models.asked import LINE, Asked
from plugins.models.kinds import Kind

Field: TypeAlias = dict[str, Any]
Choices: TypeAlias = Mapping[str, Sequence[tuple[str, str]]]
"""What other files hold and a field may name, by the name of the choice: each a value and words for it."""


@dataclass(frozen=True)
class Form:
    """What all fields of one form share. `toml`: its file is data, which has days and truths of its own."""

    choices: Choices
    toml: bool = False


DAY = "YYYY-MM-DD"
CLOCK = "HH:mm"
WIDGETS: dict[str, Field] = {
    "line": {"widget": "string"},
    "prose": {"widget": "text"},
    "number": {"widget": "number", "value_type": "int"},
    "day": {"widget": "datetime", "type": "date", "format": DAY},
    "clock": {"widget": "datetime", "type": "time", "format": CLOCK},
    "moment": {"widget": "datetime", "format": f"{DAY} {CLOCK}"},
    # As words, not as a switch: the program takes the word yes in a file for no, and would write that.
    "yes-no": {
        "widget": "select",
        "options": [{"value": "yes", "label": "Yes"}, {"value": "no", "label": "No"}],
    },
    "picture": {"widget": "image"},
}
IN_TOML: dict[str, Field] = {
    "day": {"widget": "datetime", "type": "date"},
    "yes-no": {"widget": "boolean"},
}
BOUNDS = {"line": ("minlength", "maxlength"), "number": ("min", "max"), "list": ("min", "max")}
SHOWS_AN_EXAMPLE = {"line", "prose"}


class NoInputError(Exception):
    """A model has a field that the editor has no input for."""


def fields(model: type[BaseModel], form: Form) -> list[Field]:
    """The fields of `model` in its order; raises NoInputError for a value that cannot be asked for."""
    return [_field(name, info, form) for name, info in model.model_fields.items()]


def _field(name: str, info: FieldInfo, form: Form) -> Field:
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    offered = extra.get("choices")
    options = None if offered is None else _options(form.choices[str(offered)])
    made = _input(info.annotation, info.metadata, form, options)
    if made is None:
        raise NoInputError(f"{name}: {info.annotation}")
    usual = _default(info.default, made)
    return {
        "name": name,
        "label": info.title or words(name),
        "hint": extra.get("hint") or _hint(info, made),
        # What has a usual answer always has one: the program would offer “none” beside yes and no.
        "required": info.is_required() or bool(usual),
        **usual,
        **made,
    }


def words(name: str) -> str:
    """A name of code as a label: `age_from` becomes “Age from”."""
    return name.replace("_", " ").replace("-", " ").capitalize()


def _hint(info: FieldInfo, made: Field) -> str:
    said = info.description or ""
    hint = f"{said[:1].upper()}{said[1:]}."
    simple = made["widget"] in {"string", "text"}
    return f"{hint} For example: {info.examples[0]}" if simple and info.examples else hint


def _default(value: Any, made: Field) -> Field:
    if isinstance(value, bool):
        return {"default": value if made["widget"] == "boolean" else ("no", "yes")[value]}
    return {"default": value} if isinstance(value, str) and value else {}


def _input(annotation: Any, metadata: Sequence[Any], form: Form, options: list[Field] | None) -> Field | None:
    """The kind of input for a type, or none. `options` are what is offered in place of typing."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _input(arguments[0], annotation.__metadata__, form, options)
    if origin in {Union, UnionType}:
        (only,) = (one for one in arguments if one is not type(None))
        return _input(only, metadata, form, options)
    if origin is tuple:
        return _list(arguments[0], _asked(metadata), form, options)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return {"widget": "object", "collapsed": False, "fields": fields(annotation, form)}
    if origin is Literal:
        options = _options([(str(one), words(str(one))) for one in arguments])
    return _one(origin, metadata, form, options)


def _one(origin: Any, metadata: Sequence[Any], form: Form, options: list[Field] | None) -> Field | None:
    if options is not None:
        return {"widget": "select", "options": options}
    asked = _asked(metadata)
    widgets = WIDGETS | IN_TOML if form.toml else WIDGETS
    return None if origin else {**widgets[asked.by], **_bounds(asked), **_pattern(metadata)}


def _list(item: Any, asked: Asked, form: Form, options: list[Field] | None) -> Field | None:
    each = _input(item, (), form, options)
    if each is None:
        return None
    bounds = _bounds(Asked("list", least=asked.least, most=asked.most))
    if each["widget"] == "select":
        return {**each, "multiple": True, **bounds}
    if each["widget"] == "object":
        inside = each["fields"]
        summary = " ".join(f"{{{{fields.{one['name']}}}}}" for one in inside[:2])
        return {
            "widget": "list",
            "label_singular": words(item.__name__),
            "summary": summary,
            "fields": inside,
            **bounds,
        }
    if each["widget"] == "string" and "pattern" not in each:
        return {"widget": "list", **bounds}  # a box of text, an item on each line
    return {"widget": "list", "field": {"name": "item", "label": "One", **each}, **bounds}


def _asked(metadata: Sequence[Any]) -> Asked:
    return next((one.asked for one in metadata if isinstance(one, Kind)), LINE)


def _bounds(asked: Asked) -> Field:
    names = BOUNDS.get(asked.by, ())
    return {
        name: bound
        for name, bound in zip(names, (asked.least, asked.most), strict=False)
        if bound is not None
    }


def _pattern(metadata: Sequence[Any]) -> Field:
    """A rule for a line, with the words that say what it takes."""
    found = next((one for one in metadata if isinstance(one, Kind) and one.asked.matches), None)
    if found is None:
        return {}
    return {"pattern": [f"^(?:{found.asked.matches})$", f"Please give {found.words}."]}


def _options(pairs: Sequence[tuple[str, str]]) -> list[Field]:
    return [{"value": value, "label": label} for value, label in pairs]
