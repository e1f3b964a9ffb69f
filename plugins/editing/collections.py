"""What the editor offers: a drawer for every folder of content, a form for each data file it can keep whole.

A folder that the library reads gets its drawer by itself; the table below gives some of them better words.
It knows names and addresses, and neither fields nor the editor's settings.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import BaseModel

from plugins.editing.fields import Choices, Field, Form, fields, words
from plugins.models.adaptations import Adaptations
from plugins.models.dates import Dates
from plugins.models.films import Films
from plugins.models.kinds import SLUG
from plugins.models.language import Languages
from plugins.models.prices import Prices
from plugins.models.record import Record
from plugins.models.site import SiteDetails
from plugins.models.words import AToZ, Glossary
from plugins.reading.library import FOLDERS, Library

CONTENT = "content"
MAY_BE_ALL = ("all", "Every instrument, and voices")


@dataclass(frozen=True)
class Drawer:
    """A folder as people see it. `slug` makes a new file's name; `grows`: files may be added and deleted.

    `shown_at` is where a file's page stands, "" where it has none of its own.
    """

    label: str
    one: str
    icon: str = "description"
    slug: str = "{{title}}"
    grows: bool = True
    shown_at: str = ""
    hint: str = ""


DRAWERS = {
    "news": Drawer("News", "News item", "newspaper", shown_at="news/{{slug}}/"),
    "courses": Drawer("Courses", "Course", "school", shown_at="training/{{slug}}/"),
    "ensembles": Drawer("Ensembles", "Ensemble", "groups", shown_at="ensembles/{{slug}}/"),
    "instruments": Drawer("Instruments", "Instrument", "music_note", shown_at="instruments/"),
    "pages": Drawer("Pages", "Page", "web", shown_at="{{url}}"),
    "images": Drawer(
        "Pictures: what they show",
        "Picture note",
        "photo_library",
        slug="{{shows}}",
        hint="Every picture needs a note: what it shows, who is in it, and who agreed.",
    ),
    "easy-read": Drawer("Easy Read", "Easy Read page", "sentiment_satisfied"),
    "translations": Drawer("Translations", "Translation", "translate", slug="{{language}}-{{title}}"),
    "strategy": Drawer("Mission", "Mission", "flag", grows=False, shown_at="mission/"),
    "strategy/aims": Drawer("Strategy: aims", "Aim", "star", grows=False, shown_at="strategy/"),
    "strategy/commitments": Drawer(
        "Strategy: promises", "Promise", "handshake", grows=False, shown_at="strategy/"
    ),
    "strategy/inclusion": Drawer(
        "Inclusion strategy",
        "Section of the inclusion strategy",
        "diversity_3",
        slug="{{number}}-{{title}}",
        shown_at="inclusion/strategy/",
    ),
}
FACTS: dict[str, tuple[str, type[BaseModel]]] = {
    "site": ("Who we are, how to reach us, menus", SiteDetails),
    "prices": ("Prices", Prices),
    "dates": ("Term dates", Dates),
    "a-to-z": ("What people call things", AToZ),
    "glossary": ("Words explained", Glossary),
    "films": ("Films in sign language", Films),
    "languages": ("Languages", Languages),
    "adaptations": ("What helps in a lesson", Adaptations),
}
"""Data files that come out of the editor whole. The program drops comments, which the local server puts back.
It would write long texts on one line, and reckons with no rules: so not terms.toml and remission.toml."""


def drawer(folder: str) -> Drawer:
    """The drawer of a folder, made of its name where nobody thought of better words."""
    name = words(folder.rpartition("/")[2])
    return DRAWERS.get(folder) or Drawer(name, f"One of {name.lower()}")


def collections(choices: Choices) -> list[Field]:
    """Every drawer in the editor's own terms, then the data files."""
    order = [
        *(name for name in DRAWERS if name in FOLDERS),
        *(name for name in FOLDERS if name not in DRAWERS),
    ]
    return [*(_collection(name, drawer(name), FOLDERS[name], choices) for name in order), _facts(choices)]


def _collection(folder: str, shown: Drawer, model: type[Record], choices: Choices) -> Field:
    title = "title" if "title" in model.model_fields else next(iter(model.model_fields))
    made = {
        "name": folder.replace("/", "-"),
        "label": shown.label,
        "label_singular": shown.one,
        "icon": shown.icon,
        "description": shown.hint,
        "folder": f"{CONTENT}/{folder}",
        "extension": "md",
        "format": "yaml-frontmatter",
        "identifier_field": title,
        "summary": f"{{{{{title}}}}}",
        "slug": {
            "template": shown.slug,
            "editable": ["create"],
            "hint": "The name of the file. It becomes the page’s address, and stays.",
            "pattern": [f"^(?:{SLUG})$", "Please use small letters, digits and hyphens."],
        },
        "create": shown.grows,
        "delete": shown.grows,
        "preview_path": shown.shown_at,
        "editor": {"preview": False},
        "fields": [*fields(model, Form(choices)), *_body(model)],
    }
    return {name: value for name, value in made.items() if value != ""}


def _body(model: type[Record]) -> list[Field]:
    """The words below the fields, as they stand: the program's richer way to edit them rewrites them."""
    hint = "An empty line begins a paragraph, ## a heading, - a list. The starting page tells more."
    body = {"name": "body", "label": "Words", "widget": "markdown", "hint": hint, "modes": ["raw"]}
    return [{**body, "required": model.needs_body}] if model.has_body else []


def _facts(choices: Choices) -> Field:
    files = [
        {
            "name": name,
            "label": label,
            "file": f"{CONTENT}/data/{name}.toml",
            "format": "toml",
            "fields": fields(model, Form(choices, toml=True)),
            "editor": {"preview": False},
        }
        for name, (label, model) in FACTS.items()
    ]
    return {"name": "data", "label": "Facts every page quotes", "icon": "tune", "files": files}


def choices(library: Library, templates: Sequence[str]) -> Choices:
    """What fields may name: `templates` are those of the theme that draw a page."""
    instruments = [(one.slug, one.title) for one in library.instruments]
    return {
        "instruments": [MAY_BE_ALL, *instruments],
        "commitments": [(one.slug, f"{one.title} ({one.slug})") for one in library.commitments],
        "prices": [(price.id, price.label) for price in library.data.prices.all],
        "templates": [(name, words(name)) for name in templates],
    }
