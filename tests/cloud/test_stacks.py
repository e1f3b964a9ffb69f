"""The stacks as they go to AWS, packaged ones included: in order, complete, careful with what they hold."""

import subprocess
import sys
from pathlib import Path

import pytest

from cloud import edge_keys, environments
from cloud.environments import EDGE, UnknownError
from cloud.stacks import STACKS, told
from tests.cloud.packaged import functions, resources, template, templates, written

REGION = "eu-west-2"
ENVIRONMENTS = sorted(file.stem for file in environments.FOLDER.glob("*.toml"))
OF_WHOM = {
    "c-ip",
    "c-country",
    "cs(User-Agent)",
    "cs(Referer)",
    "cs(Cookie)",
    "cs-uri-query",
    "x-forwarded-for",
}
A_SECRET_ITSELF = {"cs-uri-stem"}
"""Links to a draft or a booking have their code in the path."""


def test_cfn_lint_finds_nothing_in_any_template(tmp_path: Path) -> None:
    lint = str(Path(sys.executable).with_name("cfn-lint"))
    files = written(tmp_path)
    at_the_edge = [str(files.pop(stack.name)) for stack in STACKS if stack.is_at_the_edge]

    for region, those in ((REGION, map(str, files.values())), (EDGE, at_the_edge)):
        done = subprocess.run(
            [lint, "--regions", region, "--", *those], capture_output=True, encoding="utf-8", check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_each_stack_is_told_what_it_needs_by_the_environment_or_a_stack_before_it(name: str) -> None:
    known = dict(environments.named(name).parameters)
    asked = set()

    for stack in STACKS:
        asked |= told(template(stack), known).keys()
        said = dict.fromkeys(template(stack).get("Outputs", {}), "said")
        known |= said | edge_keys.names(said)

    assert environments.named(name).parameters.keys() - asked <= {"Environment"}


def test_an_environment_that_nobody_wrote_is_named_with_those_there_are() -> None:
    with pytest.raises(UnknownError, match="ENV=live is none of dev, prod, rehearsal"):
        environments.named("live")


def test_the_round_that_hears_of_new_messages_gives_up_and_says_so() -> None:
    """Chalice sets none of these: one message that cannot be read would stop the stream for a day."""
    said = functions()["Arrived"]["Events"]["ArrivedDynamodbEventSource"]["Properties"]

    assert said["Stream"] == {"Ref": "OutboxStreamArn"}
    assert said["MaximumRetryAttempts"] == 3
    assert said["MaximumRecordAgeInSeconds"] == 3600
    assert said["BisectBatchOnFunctionError"] is True
    assert said["DestinationConfig"]["OnFailure"] == {"Type": "SQS", "Destination": {"Ref": "DeadLettersArn"}}


def test_every_function_has_its_limits_and_a_log_that_ends() -> None:
    assert {"APIHandler", "Sweep", "Keep", "Lapse"} <= functions().keys()
    for name, one in functions().items():
        assert one["MemorySize"] >= 512, name
        assert one["Architectures"] == ["arm64"], name
        assert name != "APIHandler" or one["Timeout"] <= 25
    for name in ("public", "office", "worker"):
        made = templates()[name]
        assert made["Globals"]["Function"]["LoggingConfig"] == {"LogGroup": {"Ref": "Log"}}
        assert made["Resources"]["Log"]["Properties"]["RetentionInDays"] == {"Ref": "LogDays"}


def test_every_round_of_the_worker_runs_one_at_a_time_and_is_not_tried_again() -> None:
    rounds = {name: one for name, one in functions().items() if name not in {"APIHandler", "Arrived", "Hear"}}

    assert {one["ReservedConcurrentExecutions"] for one in rounds.values()} == {1}
    assert {one["EventInvokeConfig"]["MaximumRetryAttempts"] for one in rounds.values()} == {0}


def test_what_becomes_of_letters_reaches_the_worker_and_is_told_again_where_it_could_not_be_written() -> None:
    """Nothing is laid aside for later: a record of the mail service has an address in it."""
    hears = functions()["Hear"]
    [source] = hears["Events"].values()
    base = {name.partition("/")[2]: one for name, one in resources("AWS::SNS::Topic").items()}
    [told] = resources("AWS::SES::ConfigurationSetEventDestination").values()
    [sender] = resources("AWS::SES::EmailIdentity").values()

    name = base["Letters"]["TopicName"]["Fn::Sub"]
    assert source["Properties"]["Topic"]["Fn::Sub"].endswith(f":{name}")
    assert told["EventDestination"]["SnsDestination"] == {"TopicARN": {"Ref": "Letters"}}
    assert {*told["EventDestination"]["MatchingEventTypes"]} == {"delivery", "bounce", "complaint", "reject"}
    assert sender["ConfigurationSetAttributes"]["ConfigurationSetName"] == told["ConfigurationSetName"]
    assert hears["EventInvokeConfig"]["MaximumRetryAttempts"] == 2
    assert "DestinationConfig" not in hears["EventInvokeConfig"]


def test_every_table_is_paid_by_use_sealed_kept_and_brought_back_to_any_second() -> None:
    tables = resources("AWS::DynamoDB::Table")

    assert len(tables) >= 15
    for name, one in tables.items():
        assert one["BillingMode"] == "PAY_PER_REQUEST", name
        assert one["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"], name
        assert one["DeletionProtectionEnabled"], name
        assert one["SSESpecification"]["SSEEnabled"], name


def test_what_is_kept_outlives_its_stack() -> None:
    kept = {"AWS::DynamoDB::Table", "AWS::S3::Bucket", "AWS::KMS::Key", "AWS::Cognito::UserPool"}
    for made in templates().values():
        for name, one in made["Resources"].items():
            if one["Type"] in kept:
                assert (one["DeletionPolicy"], one["UpdateReplacePolicy"]) == ("Retain", "Retain"), name


def test_every_bucket_is_private_sealed_and_asked_over_tls() -> None:
    policies = resources("AWS::S3::BucketPolicy")
    guarded = {
        f"{stack.partition('/')[0]}/{one['Bucket']['Ref']}"
        for stack, one in policies.items()
        if "OverTlsOnly" in {each["Sid"] for each in one["PolicyDocument"]["Statement"]}
    }

    buckets = resources("AWS::S3::Bucket")
    assert buckets.keys() == guarded
    for name, one in buckets.items():
        assert set(one["PublicAccessBlockConfiguration"].values()) == {True}, name
        assert one["BucketEncryption"], name


def test_the_edge_writes_down_nothing_of_whose_a_request_was() -> None:
    for name, one in resources("AWS::Logs::Delivery").items():
        assert not {*one["RecordFields"]} & (OF_WHOM | A_SECRET_ITSELF), name
    for one in resources("AWS::WAFv2::WebACL").values():
        seen = [one["VisibilityConfig"], *(rule["VisibilityConfig"] for rule in one["Rules"])]
        assert {each["SampledRequestsEnabled"] for each in seen} == {False}


def test_every_answer_of_the_edge_bears_our_headers() -> None:
    for name, one in resources("AWS::CloudFront::Distribution").items():
        config = one["DistributionConfig"]
        for behaviour in (config["DefaultCacheBehavior"], *config["CacheBehaviors"]):
            assert behaviour["ResponseHeadersPolicyId"]["Ref"] in {"SiteHeaders", "SearchHeaders"}, name
            assert behaviour["ViewerProtocolPolicy"] == "redirect-to-https", name


def test_somebody_is_told_of_every_alarm() -> None:
    alarms = resources("AWS::CloudWatch::Alarm")

    assert {name for name, one in alarms.items() if not one["AlarmActions"]} == set()
    assert {f"watch/{name}Errors" for name in (*functions().keys() - {"APIHandler"}, "Public", "Office")} <= {
        *alarms
    }
