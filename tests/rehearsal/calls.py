"""Calls that a role might make: on each table, bucket, key and service, to read, write or widen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from cloud.stacks import INFRASTRUCTURE
from local import tables

PURPOSES = ("answers", "recipient", "confirmation", "reply", "notes", "anything")
KEY = {"pk": {"S": "PROBE"}, "sk": {"S": "PROBE"}}
NEVER = {"ConditionExpression": "attribute_exists(pk)"}
"""What is written is written nowhere: there is no such item, and it is asked for."""
TRANSACTION = {"dynamodb:EnclosingOperation": "TransactWriteItems"}
PARTS = {
    "Put": "PutItem",
    "Update": "UpdateItem",
    "Delete": "DeleteItem",
    "ConditionCheck": "ConditionCheckItem",
}


@dataclass(frozen=True)
class Call:
    """One call: IAM's action, the resource as docs/permissions.md names it, and what conditions would see."""

    action: str
    resource: str
    method: str
    asked: Mapping[str, Any]
    said: Mapping[str, str] = field(default_factory=dict)
    client: str = ""

    def sent(self) -> dict[str, Any]:
        """As the probe takes it."""
        service = self.client or self.action.partition(":")[0]
        return {"service": service, "method": self.method, "asked": dict(self.asked)}

    def __str__(self) -> str:
        told = ", ".join(self.said.values())
        return f"{self.action} on {self.resource}{f' ({told})' if told else ''}"


def calls(known: Mapping[str, str]) -> list[Call]:
    """All of them. `known` is what deploying gave."""
    prefix, account = known["TablePrefix"], known["SealKeyArn"].split(":")[4]
    return [
        *on_tables(prefix),
        *on_keys(known),
        *on_buckets(prefix, account),
        *on_people(known),
        *on_the_account(known),
    ]


def on_tables(prefix: str) -> Iterator[Call]:
    for table in tables.tables((INFRASTRUCTURE / "data.json").read_text(encoding="utf-8"), prefix):
        short, one = f"table/{table.name.removeprefix(f'{prefix}-')}", {"TableName": table.name}
        said = {"dynamodb:LeadingKeys": "PROBE"}
        query = {"KeyConditionExpression": "pk = :p", "ExpressionAttributeValues": {":p": {"S": "PROBE"}}}
        for method, asked in (
            ("get_item", {"Key": KEY}),
            ("put_item", {"Item": KEY, **NEVER}),
            ("update_item", {"Key": KEY, "UpdateExpression": "REMOVE gone", **NEVER}),
            ("delete_item", {"Key": KEY, **NEVER}),
            ("query", query),
            ("scan", {}),
            ("delete_table", {}),
            (
                "update_continuous_backups",
                {"PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": False}},
            ),
        ):
            name = "".join(word.title() for word in method.split("_"))
            yield Call(f"dynamodb:{name}", short, method, {**one, **asked}, said)
        many = {"RequestItems": {table.name: {"Keys": [KEY]}}}
        yield Call("dynamodb:BatchGetItem", short, "batch_get_item", many, said)
        written = {"RequestItems": {table.name: [{"DeleteRequest": {"Key": KEY}}]}}
        yield Call("dynamodb:BatchWriteItem", short, "batch_write_item", written, said)
        yield from _in_transactions(short, one, said)
        yield from _by_indexes(short, one, table.asked)


def _in_transactions(short: str, one: Mapping[str, str], said: Mapping[str, str]) -> Iterator[Call]:
    for part, action in PARTS.items():
        what: dict[str, Any] = {**one, **NEVER, ("Item" if part == "Put" else "Key"): KEY}
        if part == "Update":
            what["UpdateExpression"] = "REMOVE gone"
        asked = {"TransactItems": [{part: what}]}
        yield Call(f"dynamodb:{action}", short, "transact_write_items", asked, {**said, **TRANSACTION})


def _by_indexes(short: str, one: Mapping[str, str], asked: Mapping[str, Any]) -> Iterator[Call]:
    for index in asked.get("GlobalSecondaryIndexes", []):
        name, key = index["IndexName"], index["KeySchema"][0]["AttributeName"]
        where = {
            "IndexName": name,
            "KeyConditionExpression": "#k = :p",
            "ExpressionAttributeNames": {"#k": key},
            "ExpressionAttributeValues": {":p": {"S": "PROBE"}},
        }
        yield Call("dynamodb:Query", f"{short}/index/{name}", "query", {**one, **where})
        yield Call("dynamodb:Scan", f"{short}/index/{name}", "scan", {**one, "IndexName": name})


def on_keys(known: Mapping[str, str]) -> Iterator[Call]:
    seal, name = known["SealKeyArn"], "SealKeyArn"
    for purpose in PURPOSES:
        context = {"purpose": purpose}
        said = {"kms:EncryptionContext:purpose": purpose}
        one = {"KeyId": seal, "EncryptionContext": context}
        yield Call("kms:GenerateDataKey", name, "generate_data_key", {**one, "KeySpec": "AES_256"}, said)
        yield Call("kms:Encrypt", name, "encrypt", {**one, "Plaintext": b"x".decode()}, said)
        yield Call("kms:Decrypt", name, "decrypt", {**one, "CiphertextBlob": known["Sealed"]}, said)
    yield Call("kms:ScheduleKeyDeletion", name, "schedule_key_deletion", {"KeyId": seal})
    yield Call(
        "kms:PutKeyPolicy", name, "put_key_policy", {"KeyId": seal, "PolicyName": "default", "Policy": "{}"}
    )
    for algorithm, print_ in (("HMAC_SHA_256", known["FingerprintKeyArn"]),):
        asked = {"KeyId": print_, "MacAlgorithm": algorithm, "Message": "x"}
        yield Call(
            "kms:GenerateMac", "FingerprintKeyArn", "generate_mac", asked, {"kms:MacAlgorithm": algorithm}
        )


def on_buckets(prefix: str, account: str) -> Iterator[Call]:
    for short, folder in (
        ("quarantine", "arrivals"),
        ("evidence", "proofs"),
        ("site", "news"),
        ("bundles", "public"),
    ):
        bucket = {"Bucket": f"{prefix}-{short}-{account}"}
        one = {**bucket, "Key": f"{folder}/probe"}
        at = f"{short}/{folder}/probe"
        yield Call("s3:GetObject", at, "get_object", one)
        yield Call("s3:PutObject", at, "put_object", {**one, "Body": "x"})
        yield Call("s3:DeleteObject", at, "delete_object", one)
        yield Call("s3:GetObjectTagging", at, "get_object_tagging", one)
        yield Call("s3:PutObjectTagging", at, "put_object_tagging", {**one, "Tagging": {"TagSet": []}})
        yield Call("s3:ListBucket", short, "list_objects_v2", bucket)
        yield Call("s3:ListBucketVersions", short, "list_object_versions", bucket)
        yield Call("s3:DeleteBucketPolicy", short, "delete_bucket_policy", bucket)
        yield Call(
            "s3:PutObject", f"{short}/elsewhere", "put_object", {**bucket, "Key": "elsewhere", "Body": "x"}
        )


def on_people(known: Mapping[str, str]) -> Iterator[Call]:
    pool, who = {"UserPoolId": known["StaffPoolId"]}, {"UserPoolId": known["StaffPoolId"], "Username": "ada"}
    for action, asked in (
        ("admin_get_user", who),
        ("admin_list_groups_for_user", who),
        ("list_users", pool),
        ("admin_delete_user", {**pool, "Username": "nobody"}),
        ("admin_add_user_to_group", {**who, "GroupName": "role-manager"}),
        ("admin_set_user_password", {**who, "Password": "x" * 20, "Permanent": True}),
        ("delete_user_pool", pool),
    ):
        name = "".join(word.title() for word in action.split("_"))
        yield Call(f"cognito-idp:{name}", "StaffPoolArn", action, asked)
    for sender in (known["SenderIdentity"], "council.example"):
        letter = {
            "FromEmailAddress": f"probe@{sender}",
            "Destination": {"ToAddresses": ["probe@family.example"]},
            "Content": {"Simple": {"Subject": {"Data": "x"}, "Body": {"Text": {"Data": "x"}}}},
        }
        own = "identity/${SenderIdentity}" if sender == known["SenderIdentity"] else f"identity/{sender}"
        yield Call("ses:SendEmail", own, "send_email", letter, client="sesv2")


def on_the_account(known: Mapping[str, str]) -> Iterator[Call]:
    role = known["PublicRoleArn"].rpartition("/")[2]
    grant = {
        "RoleName": role,
        "PolicyName": "probe",
        "PolicyDocument": '{"Version": "2012-10-17", "Statement": []}',
    }
    function = {"FunctionName": known["OfficeFunctionName"]}
    for action, method, asked, client in (
        ("iam:PutRolePolicy", "put_role_policy", grant, "iam"),
        ("iam:ListRoles", "list_roles", {}, "iam"),
        (
            "sts:AssumeRole",
            "assume_role",
            {"RoleArn": known["OfficeRoleArn"], "RoleSessionName": "probe"},
            "sts",
        ),
        ("lambda:GetFunction", "get_function", function, "lambda"),
        ("lambda:InvokeFunction", "invoke", function, "lambda"),
        ("lambda:UpdateFunctionConfiguration", "update_function_configuration", function, "lambda"),
        ("dynamodb:ListTables", "list_tables", {}, "dynamodb"),
        ("s3:ListAllMyBuckets", "list_buckets", {}, "s3"),
        ("kms:ListKeys", "list_keys", {}, "kms"),
        ("sns:Publish", "publish", {"TopicArn": known["AlarmsArn"], "Message": "x"}, "sns"),
        ("sqs:SendMessage", "send_message", {"QueueUrl": known["DeadLettersUrl"], "MessageBody": "x"}, "sqs"),
        ("logs:DescribeLogGroups", "describe_log_groups", {}, "logs"),
        ("cloudformation:DescribeStacks", "describe_stacks", {}, "cloudformation"),
    ):
        on = "DeadLettersArn" if action.startswith("sqs") else "the account"
        yield Call(action, on, method, asked, client=client)
