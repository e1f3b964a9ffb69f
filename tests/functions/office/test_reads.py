"""How often a page of the office asks the database: at most ten times, and never for everything."""

from collections import Counter

import pytest

from musicservice import bootstrap
from musicservice.domain.office.staff import ROLES
from musicservice.web.office.routes import routes
from tests import faults
from tests.functions.conftest import Product
from tests.functions.office.officer import SETTINGS, Officer
from tests.functions.office.test_deciding import Case
from tests.functions.office.test_matrix import FILLED

MOST = 10
READS = {"GetItem", "BatchGetItem", "Query", "TransactGetItems", "Scan"}
LOOKED_AT = sorted({route.path for route in routes(bootstrap.staff) if "GET" in route.methods})


def test_no_page_reads_more_than_ten_times_nor_everything(product: Product, database_address: str) -> None:
    case = Case(product, needs_help=True)
    with faults.proxy(database_address) as line:
        settings = product.settings | SETTINGS | {"AWS_ENDPOINT_URL_DYNAMODB": line.address}
        bootstrap.staff.cache_clear()
        everybody = Officer(product.load("office", settings).app, tuple(ROLES))
        reads = {path: counted(everybody, line, path, case.name) for path in LOOKED_AT}

    assert len(reads) > 15
    assert {path: count for path, count in reads.items() if sum(count.values()) > MOST} == {}
    assert [path for path, count in reads.items() if count["Scan"]] == []


def counted(officer: Officer, line: faults.Proxy, path: str, case: str) -> Counter[str]:
    for name, value in {**FILLED, "case": case}.items():
        path = path.replace(f"{{{name}}}", value)
    line.calls.clear()
    status = officer.asked("GET", path).status
    assert status in {200, 303, 404}, (path, status)
    return Counter(call.operation for call in line.calls if call.operation in READS)


@pytest.mark.parametrize("path", ["/", "/case/{case}"])
def test_the_pages_most_looked_at_are_among_them(path: str) -> None:
    assert path in LOOKED_AT
