"""Ten thousand bodies nobody thought of: never a 500, and nothing kept without a receipt for it."""

import string
from typing import Any
from urllib.parse import quote_from_bytes, urlencode

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests import examples
from tests.functions.conftest import Product

EACH = 2_000
BODIES = settings(
    max_examples=EACH,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    print_blob=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
INPUTS = tuple(examples.form().inputs)
REFUSED = {400, 413, 415, 422}

WORDS = [word for one in examples.ANSWERS.values() for word in ([one] if isinstance(one, str) else one)]

octets = st.binary(max_size=300)
values = st.one_of(
    st.text(max_size=120).map(lambda text: text.encode("utf-8", "surrogatepass")),
    octets,
    st.sampled_from(WORDS).map(str.encode),
)
names = st.one_of(st.sampled_from(INPUTS), st.text(string.ascii_lowercase + "_-[]", max_size=20))
pairs = st.lists(st.tuples(names, values), max_size=130)
changes = st.dictionaries(st.sampled_from(INPUTS), st.text(max_size=600), max_size=6)


def encoded(sent: list[tuple[str, bytes]]) -> bytes:
    return b"&".join(f"{name}={quote_from_bytes(value)}".encode() for name, value in sent)


def spliced(parts: tuple[int, int, bytes]) -> bytes:
    """The good body with a stretch of it replaced."""
    start, length, instead = parts
    good = examples.body()
    return good[:start] + instead + good[start + length :]


class Judge:
    """Sends bodies, holds every answer to the promise, and remembers the receipts handed out."""

    def __init__(self, product: Product) -> None:
        self.product, self.app = product, product.public()
        self.receipts: set[str] = set()
        self.sent = 0

    def __call__(self, content: bytes, **event: Any) -> None:
        answer = self.app({**examples.event(content=content), **event}, None)
        self.sent += 1
        assert answer["statusCode"] in REFUSED | {303}
        if answer["statusCode"] == 303:
            self.receipts.add("IDEM#" + answer["headers"]["Location"].rpartition("/")[2])

    def all_of(self, bodies: st.SearchStrategy[bytes]) -> None:
        @BODIES
        @given(bodies)
        def send(content: bytes) -> None:
            self(content)

        send()

    def conclude(self) -> None:
        assert self.sent >= EACH
        assert {item["pk"]["S"] for item in self.product.items("receipts")} == self.receipts
        cases = [item for item in self.product.items("cases") if item["sk"]["S"] == "META"]
        assert len(cases) == len(self.receipts)


@pytest.fixture
def judge(product: Product) -> Judge:
    return Judge(product)


def test_arbitrary_octets(judge: Judge) -> None:
    judge.all_of(octets)

    judge.conclude()
    assert not judge.receipts


def test_arbitrary_fields(judge: Judge) -> None:
    judge.all_of(pairs.map(encoded))

    judge.conclude()


def test_a_good_form_with_some_answers_changed(judge: Judge) -> None:
    def form(changed: dict[str, str]) -> bytes:
        return urlencode({**examples.ANSWERS, **changed}, doseq=True, errors="surrogatepass").encode()

    judge.all_of(changes.map(form))

    judge.conclude()
    assert judge.receipts


def test_a_good_form_damaged_on_the_way(judge: Judge) -> None:
    damage = st.tuples(st.integers(0, len(examples.body())), st.integers(0, 40), st.binary(max_size=40))

    judge.all_of(damage.map(spliced))

    judge.conclude()
    assert judge.receipts


def test_a_good_form_damaged_and_sent_as_text(judge: Judge) -> None:
    damage = st.tuples(st.integers(0, len(examples.body())), st.integers(0, 40), st.text(max_size=40))

    @BODIES
    @given(damage)
    def send(parts: tuple[int, int, str]) -> None:
        start, length, instead = parts
        good = examples.body().decode()
        text = good[:start] + instead + good[start + length :]
        judge(b"", body=text, isBase64Encoded=False)

    send()
    judge.conclude()
    assert judge.receipts
