"""Ten thousand bodies nobody thought of: never a 500, nothing kept that was not asked for, no form lost."""

import os
import string
from collections.abc import Callable
from itertools import cycle
from typing import Any
from urllib.parse import quote_from_bytes, urlencode

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests import examples
from tests.functions.conftest import Product
from tests.functions.returning import returning

EACH = int(os.environ.get("BODIES", "2000"))
"""`make lab` throws more."""
BODIES = settings(
    max_examples=EACH,
    database=None,
    phases=[Phase.generate],
    print_blob=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
FORM = examples.journey()
MEMBERS = [f"{number:08x}" for number in (1, 2, 3, 4)]
INPUTS = sorted(
    {name for step in FORM.steps for name in step.page.inputs} | {"do", "revision", "link_address"}
)
REFUSED = {200, 400, 404, 409, 413, 415, 422}
"""200 is a page with something more to say: that a link is on its way, that a form lies here already."""

ANSWERS = [word for one in (examples.ANSWERS, *examples.MEMBERS) for word in one.values()]
WORDS = [word for given in ANSWERS for word in ([given] if isinstance(given, str) else given or [])]
WORDS += ["add", "done", "remove", "mail", "stay", "forget", "new", "7", "8"]

octets = st.binary(max_size=300)
values = st.one_of(
    st.text(max_size=120).map(lambda text: text.encode("utf-8", "surrogatepass")),
    octets,
    st.sampled_from(WORDS).map(str.encode),
)
names = st.one_of(st.sampled_from(INPUTS), st.text(string.ascii_lowercase + "_-[]", max_size=20))
pairs = st.lists(st.tuples(names, values), max_size=130)

Place = tuple[str, dict[str, str]]


def places() -> list[Place]:
    """Every route that takes a form of the household's."""
    steps = [
        ("/enrolment/{step}/{member}", {"step": step.name, "member": member})
        for step in FORM.steps
        if step.each
        for member in MEMBERS
    ]
    alone = [("/enrolment/{step}", {"step": step.name}) for step in FORM.steps if not step.each]
    own = [(f"/enrolment/{name}", {}) for name in ("children", "check", "save", "new", "uploads")]
    removing = [("/enrolment/remove/{member}", {"member": member}) for member in MEMBERS]
    return [*steps, *alone, *own, *removing, ("/enrolment", {}), ("/return", {})]


PLACES = places()


def encoded(sent: list[tuple[str, bytes]]) -> bytes:
    return b"&".join(f"{name}={quote_from_bytes(value)}".encode() for name, value in sent)


def good(place: Place) -> dict[str, Any]:
    """What the page at a place is filled in with."""
    step, member = place[1].get("step"), place[1].get("member", MEMBERS[0])
    [*page] = [one.page for one in FORM.steps if one.name == step]
    child = (MEMBERS.index(member) % 3) if step and "member" in place[1] else None
    buttons = {
        "children": {"do": "add"},
        "check": {"revision": "7"},
        "save": {"do": "mail", "link_address": "a@b.cd"},
    }
    if page:
        return dict(examples.typed(page[0], child))
    return dict(buttons.get(place[0].rpartition("/")[2], {"do": "remove"}))


class Judge:
    """Sends bodies from many browsers, holds every answer to the promise, remembers what was handed out."""

    def __init__(self, product: Product) -> None:
        self.product, self.app = product, product.public()
        self.codes = {returning(product, self.app).code for _ in range(8)}
        self.browsers = cycle(sorted(self.codes))
        self.sent, self.receipts, self.kept = 0, set[str](), 0

    def __call__(self, place: Place, content: bytes, **event: Any) -> None:
        route, params = place
        code = next(self.browsers)
        sent = examples.event(route=route, content=content, params=params, cookie=f"__Host-enrolment={code}")
        answer = self.app({**sent, **event}, None)
        self.sent += 1
        assert answer["statusCode"] in REFUSED | {303}, (place, content)
        if answer["statusCode"] == 303:
            self.kept += 1
        location = answer["headers"].get("Location", "")
        if "/received/" in location:
            self.receipts.add("IDEM#" + location.rpartition("/")[2])
        if cookie := answer["headers"].get("Set-Cookie", "").partition(";")[0].partition("=")[2]:
            self.codes.add(cookie)

    def all_of(self, bodies: st.SearchStrategy[tuple[Place, bytes]]) -> None:
        @BODIES
        @given(bodies)
        def send(one: tuple[Place, bytes]) -> None:
            self(*one)

        send()

    def conclude(self) -> None:
        """Every form can still be opened, or was sent and has its receipt; nothing else was sent."""
        assert self.sent >= EACH
        assert {item["pk"]["S"] for item in self.product.items("receipts")} == self.receipts
        cases = [item for item in self.product.items("cases") if item["sk"]["S"] == "META"]
        assert len(cases) == len(self.receipts)
        for code in self.codes:
            shown = self.app(
                examples.event("GET", "/enrolment/check", cookie=f"__Host-enrolment={code}"), None
            )
            assert shown["statusCode"] in {200, 303}, "a form became unreadable"


@pytest.fixture
def judge(product: Product) -> Judge:
    return Judge(product)


def anywhere(bodies: Callable[[Place], st.SearchStrategy[bytes]]) -> st.SearchStrategy[tuple[Place, bytes]]:
    return st.sampled_from(PLACES).flatmap(lambda place: st.tuples(st.just(place), bodies(place)))


def changed(place: Place) -> st.SearchStrategy[bytes]:
    """A good page with some of its answers changed."""
    filled = good(place)
    some = st.dictionaries(st.sampled_from([*filled, "do"]), st.text(max_size=600), max_size=4)
    return some.map(lambda with_: urlencode({**filled, **with_}, doseq=True, errors="surrogatepass").encode())


def damaged(place: Place) -> st.SearchStrategy[bytes]:
    """A good page with a stretch of it replaced."""
    whole = urlencode(good(place), doseq=True).encode()

    def spliced(parts: tuple[int, int, bytes]) -> bytes:
        start, length, instead = parts
        return whole[:start] + instead + whole[start + length :]

    return st.tuples(st.integers(0, len(whole)), st.integers(0, 40), st.binary(max_size=40)).map(spliced)


def test_arbitrary_octets(judge: Judge) -> None:
    judge.all_of(anywhere(lambda _: octets))

    judge.conclude()


def test_arbitrary_fields(judge: Judge) -> None:
    judge.all_of(anywhere(lambda _: pairs.map(encoded)))

    judge.conclude()


def test_good_pages_with_some_answers_changed(judge: Judge) -> None:
    judge.all_of(anywhere(changed))

    judge.conclude()
    assert judge.kept


def test_good_pages_damaged_on_the_way(judge: Judge) -> None:
    judge.all_of(anywhere(damaged))

    judge.conclude()
    assert judge.kept


def test_good_pages_damaged_and_sent_as_text(judge: Judge) -> None:
    @BODIES
    @given(anywhere(damaged))
    def send(one: tuple[Place, bytes]) -> None:
        judge(one[0], b"", body=one[1].decode("utf-8", "replace"), isBase64Encoded=False)

    send()
    judge.conclude()
    assert judge.kept
