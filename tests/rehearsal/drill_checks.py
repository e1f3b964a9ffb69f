"""What has to be so after the tables were brought back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cloud.copies import line_of
from cloud.lost import Lost
from cloud.restoring import Tables
from local.verify_trail import findings
from tests.erasing import Family, Hunter
from tests.functions.conftest import Product
from tests.lab.erasures import named, opened, traces
from tests.lab.figures import Figure, all_of, none
from tests.lab.polls import Polls
from tests.rehearsal import drill_people as people

Snapshot = Mapping[tuple[str, str, str], str]


@dataclass(frozen=True)
class Before:
    """What there was when the tables were lost, and what had happened since the copy.

    `items` are those of the copy without what was erased since; `came` and `changed` are forms and bookings;
    `links` is how many links and receipts opened of those who stay.
    """

    gone: Sequence[Family]
    stay: Sequence[Family]
    late: Sequence[Family]
    items: Snapshot
    links: int
    came: int
    changed: int


def snapshot(there: Tables) -> Snapshot:
    """Every item of what is brought back to an older day, by table and key."""
    return {
        (name, item["pk"]["S"], item["sk"]["S"]): line_of(item)
        for name in there.usual()
        for item in there.items(name)
    }


def looked_at(product: Product, there: Tables, before: Before) -> Iterator[Figure]:
    """Everything that can be seen in the tables."""
    now, gone, stay = snapshot(there), before.gone, before.stay
    moved = [key for key in before.items.keys() | now.keys() if before.items.get(key) != now.get(key)]
    among = f"{len(gone)} erased among {len(gone) + len(stay)}"
    yield none("found of erased families", traces_of(product, gone), "traces", among)
    yield none("items of others that are not as they were", len(moved), "items", f"{len(before.items)} items")
    shut = before.links - people.open_to(product, stay)
    yield none("links and receipts of others that open no more", shut, "links", f"{before.links} links")
    halves = Hunter(there.client, there.prefix).found(one.word for one in before.late)
    yield none(
        "words of families who came since the copy", len(halves), "words", f"{len(before.late)} families"
    )
    crooked, courses = seats(product)
    yield none("courses whose seats and bookings do not add up", crooked, "courses", f"{courses} courses")
    yield none("trails not as they were written", len(list(findings(there.client, there.prefix))), "findings")


def of_lost(found: Lost, before: Before) -> Iterator[Figure]:
    """What was told of what came after the copy, beside what really came."""
    yield all_of("forms and bookings since the copy, told as lost", found.came, before.came, "of them")
    yield all_of("changes of older ones since, told as lost", found.changed, before.changed, "of them")
    yield Figure("entries of the record set aside", found.aside, "entries")


def served(seen: Mapping[str, str], door: people.Door) -> Iterator[Figure]:
    """Pages say what they said, and a booking can be changed whose later change is lost."""
    now = door.served()
    same = [name for name in seen if now[name] == seen[name] and now[name].startswith("200 ")]
    yield all_of(f"pages served as before: {', '.join(seen)}", len(same), len(seen), "pages")
    again = int(people.cancelled(door.other))
    yield all_of("bookings that can be changed where a change was lost", again, 1, "bookings")


def traces_of(product: Product, gone: Sequence[Family]) -> int:
    """How much of them is found anywhere, and how much their codes open."""
    client, prefix = product.database, product.prefix
    return traces(Hunter(client, prefix).found(named(gone)), gone) + opened(client, prefix, gone)


def seats(product: Product) -> tuple[int, int]:
    """Of how many courses rows and counters, or counters and capacity, do not agree; among how many."""
    items = product.items("catalogue")
    courses = [one["pk"]["S"].removeprefix("COURSE#") for one in items if one["sk"]["S"] == "SEATS"]
    looks = [Polls(product.database, product.prefix, course) for course in courses]
    for one in looks:
        one.once()
    assert looks
    assert all(one.whole for one in looks)
    return sum(bool(one.violations) for one in looks), len(looks)
