"""The smallest content that builds, made of the examples the models give, for tests to break."""

from collections.abc import Mapping
from pathlib import Path

from plugins.models.course import Course
from plugins.models.easy_read import EasyRead
from plugins.models.ensemble import Ensemble
from plugins.models.instrument import Instrument
from plugins.models.language import Translation
from plugins.models.news import News
from plugins.models.page import Page
from plugins.models.record import Record
from plugins.models.strategy import GROUPS, Aim, Commitment, InclusionSection, Mission
from plugins.reading.adaptation_checks import ANSWERS

SITE = """\
name = "Example Music Service"
tagline = "Music for everyone"
url = "https://music.example"
phone = "01632 960001"
email = "office@music.example"
address = ["1 Example Street", "Nowhere"]
minicom_or_relay = "Relay UK: 18001 01632 960001"
training_email = "training@music.example"
nav = [{ label = "Terms", url = "/terms/" }]
footer = [{ title = "About", links = [{ label = "Form", url = "/enrol/form/" }] }]
"""
PRICES = """\
[[prices]]
id = "ensemble-membership"
label = "Membership"
pence = 2000
per = "term"
year = "2026"
sample = false

[[prices]]
id = "training-half-day"
label = "Half a day"
pence = 6050
per = "place"
year = "2026"
sample = false

[vat]
training = "unknown"
percent = 20

[billing]
changed = 2026-11-26
help_on = "whole-charge"
least_lessons = 8
invoice_months = [9, 1, 4]
instalments = [1, 3]
due_before = 15
"""
REMISSION = """\
[[policies]]
id = "2026-27"
version = "1"
starts = 2026-09-01
ends = 2027-08-31
backdating_days = 0

[[grounds]]
id = "looked-after"
label = "Looked after"
words = "In care."
status = "law"
decided = "at-once"
off = { tuition = 100 }
starts = 2026-09-01
source_year = "2026"
"""
TERMS = """\
version = "2026-11-24"
title = "Terms"

[[clauses]]
id = "request"
heading = "A request"
text = "You owe **nothing** yet. Call {{ contact.phone }}."
"""
DATES = """\
year = "2026-27"

[[terms]]
name = "Autumn"
starts = 2026-09-02
ends = 2026-12-18
half_term_starts = 2026-10-26
half_term_ends = 2026-10-30
"""
AUTHORITIES = """\
[[authorities]]
code = "840"
name = "County Durham"
"""
GLOSSARY = """\
[[words]]
term = "Reed"
also = ["reeds"]
says = "A thin piece of cane."
see = "/enrol/"
"""
A_TO_Z = """\
[[entries]]
words = "Fees"
to = "/terms/"
"""
LANGUAGES = """\
pages = ["/glossary/"]

[[languages]]
tag = "pl"
own = "Polski"
english = "Polish"

[[languages]]
tag = "ar"
own = "العربية"
english = "Arabic"
"""
FILMS = """\
[[films]]
page = "/glossary/"
"""
EASY = "## How to ask\n\n- form: Fill in [the form](/enrol/form/).\n- help: Ask for help."
SCHOOLS = """\
urn,name,town,postcode,phase,kind,run_by,authority,office_email,closed,sample
123456,Example Primary School,Sampleton,ZZ1 1AA,Primary,Community school,council,840,office@school.example,,
123457,"Example School, The",Sampleton,,,Academy converter,academy,840,,2026-08-31,
"""
ADAPTATIONS = "\n".join(
    f'[[needs]]\nneed = "{need}"\ntitle = "Example"\nhelps = ["Ask."]\nasks = ["What helps?"]\n'
    for need in ANSWERS
)
DATA = {
    "site": SITE,
    "prices": PRICES,
    "remission": REMISSION,
    "terms": TERMS,
    "dates": DATES,
    "languages": LANGUAGES,
    "films": FILMS,
    "glossary": GLOSSARY,
    "a-to-z": A_TO_Z,
    "adaptations": ADAPTATIONS,
    "schools": AUTHORITIES,
}
PAGES = {
    "home": ("/", "home"),
    "not-found": ("/404.html", "not_found"),
    "enrol": ("/enrol/", "enrol"),
    "strategy": ("/strategy/", "strategy"),
    "inclusion-strategy": ("/inclusion/strategy/", "inclusion_strategy"),
    "terms": ("/terms/", "terms"),
    "search": ("/search/", "search"),
    "easy-read": ("/easy-read/", "easy_reads"),
    "languages": ("/languages/", "languages"),
    "glossary": ("/glossary/", "glossary"),
}
ONLY_SOMETIMES = {"reason", "image", "draft", "publish", "expires", "redirect_from", "allow"}
"""Fields of what is not as usual: a course that is on has no reason not to be, a page on show is no draft."""


def front_matter(model: type[Record], **fields: str) -> str:
    """The front matter of a record whose fields are the models' own examples, but for `fields`."""
    written = {name: info for name, info in model.model_fields.items() if name not in ONLY_SOMETIMES}
    examples = {name: info.examples[0] for name, info in written.items() if info.examples}
    return "".join(f"{name}: {quoted(value)}\n" for name, value in {**examples, **fields}.items())


def quoted(value: str) -> str:
    return value if value.startswith(("[", "{")) else f'"{value}"'


def document(model: type[Record], body: str = "Some words.", **fields: str) -> str:
    return f"---\n{front_matter(model, **fields)}---\n\n{body}\n"


def files() -> dict[str, str]:
    """Every file of the smallest content, by its path inside `content/`."""
    made = {f"data/{name}.toml": text for name, text in DATA.items()}
    made["data/schools.csv"] = SCHOOLS
    made |= {
        f"pages/{name}.md": document(Page, url=url, template=template)
        for name, (url, template) in PAGES.items()
    }
    made["strategy/mission.md"] = document(Mission)
    made |= {f"strategy/aims/{n}.md": document(Aim, number=str(n)) for n in range(1, 6)}
    for group, (_, count) in GROUPS.items():
        for n in range(1, count + 1):
            made[f"strategy/commitments/{group}-{n}.md"] = document(Commitment, group=group, number=str(n))
    made["strategy/inclusion/01-why.md"] = document(InclusionSection)
    made["ensembles/jazz-jam.md"] = document(Ensemble)
    made |= {
        f"instruments/{name}.md": document(Instrument, title=name.title()) for name in ("flute", "clarinet")
    }
    made["courses/every-pupil.md"] = document(Course)
    made["easy-read/words.md"] = document(EasyRead, EASY, of="/glossary/")
    made["translations/pl-words.md"] = document(Translation, "Kilka słów.", of="/glossary/")
    made["news/form.md"] = document(News, "Read the [terms](/terms/).")
    return made


def write(folder: Path, changes: Mapping[str, str | None] | None = None) -> Path:
    """Writes the smallest content, with `changes` (none leaves a file out), and returns `content/`."""
    for name, text in {**files(), **(changes or {})}.items():
        if text is not None:
            file = folder / "content" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    return folder / "content"


def without_samples() -> dict[str, str | None]:
    """The changes after which the smallest content may be published: nothing in it is a placeholder."""
    changes: dict[str, str | None] = {
        "ensembles/jazz-jam.md": document(Ensemble, sample="[]"),
        "courses/every-pupil.md": document(Course, sample="no"),
        "news/form.md": document(News, "Read the [terms](/terms/).", sample="no"),
    }
    for name in ("flute", "clarinet"):
        changes[f"instruments/{name}.md"] = document(Instrument, title=name.title(), sample="[]")
    return changes
