"""What a family is told while the database or the key service is not there at all."""

from tests import engines, examples
from tests.functions.conftest import Product
from tests.functions.sending import keeps_the_answers, send


def test_a_database_that_is_not_there_gives_the_form_back(product: Product) -> None:
    app = product.public(AWS_ENDPOINT_URL_DYNAMODB=f"http://127.0.0.1:{engines.free_port()}")

    answer = send(app)

    assert answer["statusCode"] == 503
    assert "were not saved" in answer["body"]
    assert keeps_the_answers(answer)


def test_a_receipt_cannot_be_looked_up_while_the_database_is_away(product: Product) -> None:
    app = product.public(AWS_ENDPOINT_URL_DYNAMODB=f"http://127.0.0.1:{engines.free_port()}")

    route = "/enrolment/received/{receipt}"
    answer = app(examples.event("GET", route, params={"receipt": "A" * 43}), None)

    assert answer["statusCode"] == 503
    assert "<h1" in answer["body"]
    assert "not saved" not in answer["body"], "whoever has a receipt's address has been told it is kept"


def test_a_key_service_that_is_away_gives_the_form_back(product: Product) -> None:
    nowhere = f"http://127.0.0.1:{engines.free_port()}"
    arn = "kms:arn:aws:kms:eu-west-2:000000000000:key/00000000-0000-0000-0000-000000000000"
    for setting in ("MUSICSERVICE_SEAL", "MUSICSERVICE_FINGERPRINT"):
        app = product.public(AWS_ENDPOINT_URL_KMS=nowhere, **{setting: arn})

        answer = send(app)

        assert answer["statusCode"] == 503
        assert keeps_the_answers(answer)
    assert product.counts()["cases"] == 0
