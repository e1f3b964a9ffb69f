"""What each function may do, as it is written down for whoever reviews it, and how a rehearsal reads that."""

from cloud import permissions
from cloud.permissions import Right, document, roles, written
from tests.cloud.packaged import resources
from tests.rehearsal.attack import allowed
from tests.rehearsal.calls import Call

IN_ONE = {"dynamodb:EnclosingOperation": "TransactWriteItems"}


def test_the_document_says_what_the_policies_say() -> None:
    """Else a policy was changed: read the difference, then write it with python -m cloud.permissions."""
    assert permissions.DOCUMENT.read_text(encoding="utf-8") == document()
    assert written() == roles()


def test_every_role_that_is_deployed_has_its_table() -> None:
    deployed = {
        name.partition("/")[2].removesuffix("Role")
        for name in resources("AWS::IAM::Role")
        if name.startswith(("public/", "office/", "worker/"))
    }

    assert roles().keys() == (deployed - {"ApiHandler"}) | {"Public", "Office"}


def test_a_call_is_in_a_table_by_its_action_its_resource_and_every_condition() -> None:
    rights = [
        Right("dynamodb:PutItem", "table/cases", tuple(IN_ONE.items())),
        Right("kms:Decrypt", "SealKeyArn", (("kms:EncryptionContext:purpose", "answers, notes"),)),
        Right("s3:GetObject", "evidence/proofs/*"),
    ]

    def may(action: str, resource: str, **said: str) -> bool:
        known = {"purpose": "kms:EncryptionContext:purpose", "inside": "dynamodb:EnclosingOperation"}
        return allowed(Call(action, resource, "", {}, {known[key]: one for key, one in said.items()}), rights)

    assert may("dynamodb:PutItem", "table/cases", inside="TransactWriteItems")
    assert not may("dynamodb:PutItem", "table/cases")
    assert not may("dynamodb:PutItem", "table/audit", inside="TransactWriteItems")
    assert may("kms:Decrypt", "SealKeyArn", purpose="notes")
    assert not may("kms:Decrypt", "SealKeyArn", purpose="recipient")
    assert may("s3:GetObject", "evidence/proofs/a")
    assert not may("s3:GetObject", "evidence/else")
    assert not may("s3:PutObject", "evidence/proofs/a")
