"""What a thing costs, line by line, from what it consumes and from list prices. Sums in US dollars."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

Figures: TypeAlias = Mapping[str, Any]
MILLION = 1_000_000
GB = 1_000_000_000
MINUTES, HOURS = 43_800, 730
"""Of a month."""
HOURLY = {"purge", "lapse"}
ASKED = {"family", "office"}
"""Who comes through the gateway; the worker does not."""
MILLISECONDS = 1_000


@dataclass(frozen=True)
class Line:
    """One line of a bill: whose it is, what is counted, how much of it, and the dollars."""

    name: str
    what: str
    amount: float
    dollars: float


@dataclass(frozen=True)
class Known:
    """Everything that is reckoned with: what was measured, what is assumed, and the prices."""

    measured: Figures
    assumed: Figures
    prices: Figures

    def summed(self, what: str, count: str) -> float:
        """One count of a form or booking, over everybody who works on it."""
        return float(sum(part.get(count, 0) for part in self.measured[what].values()))

    def a_line(self, name: str, what: str, amount: float, service: str, price: str) -> Line:
        """A line whose price is for one, or for a million where it says so."""
        each = self.prices[service][price] / (MILLION if price.endswith("_per_million") else 1)
        return Line(name, what, amount, amount * each)


def forms(known: Known, what: str, many: float) -> list[Line]:
    """So many forms ("enrolment") or bookings ("booking"), from the first page to the last letter."""
    one = _one(known, what)
    return _lines(known, {name: count * many for name, count in one.items()})


def _one(known: Known, what: str) -> dict[str, float]:
    """What one of them counts, by the names of `_lines`."""
    took = {name: known.summed(what, name) for name in ("write_units", "read_units", "invocations", "ms")}
    asked = float(
        sum(part.get("invocations", 0) for name, part in known.measured[what].items() if name in ASKED)
    )
    views = known.assumed["views_around_a_form"]
    proofs = known.assumed["proofs"] if what == "enrolment" else 0
    return {
        **took,
        "asked": asked,
        "octets_out": known.summed(what, "octets_out") + views * _octets_of_a_view(known),
        "edge_requests": asked + views * _requests_of_a_view(known),
        "kms_calls": known.summed(what, "kms_calls"),
        "letters": known.summed(what, "sesv2_calls"),
        "kept_octets": known.measured[what]["kept"]["octets"],
        "proofs": proofs,
    }


def _lines(known: Known, counts: Mapping[str, float]) -> list[Line]:
    stored = counts["kept_octets"] / GB * known.assumed["kept_months"]
    proofs = counts["proofs"]
    return [
        known.a_line("DynamoDB", "write units", counts["write_units"], "dynamodb", "write_units_per_million"),
        known.a_line("DynamoDB", "read units", counts["read_units"], "dynamodb", "read_units_per_million"),
        known.a_line("DynamoDB", "GB-months kept", stored, "dynamodb", "stored_gb_month"),
        known.a_line("DynamoDB", "GB-months of backups", stored, "dynamodb", "backup_gb_month"),
        *_runs(known, counts["invocations"], counts["ms"]),
        known.a_line("API Gateway", "requests", counts["asked"], "gateway", "requests_per_million"),
        known.a_line("KMS", "calls", counts["kms_calls"], "kms", "requests_per_million"),
        known.a_line("SES", "letters", counts["letters"], "mail", "letters_per_million"),
        known.a_line("GuardDuty", "proofs scanned", proofs, "scanner", "objects_per_million"),
        known.a_line(
            "GuardDuty", "GB scanned", proofs * known.assumed["proof_octets"] / GB, "scanner", "gb_scanned"
        ),
        known.a_line(
            "S3", "calls", proofs * known.assumed["proof_calls"], "files", "lists_and_puts_per_million"
        ),
        *_edge(known, counts["edge_requests"], counts["octets_out"]),
    ]


def _runs(known: Known, invocations: float, ms: float) -> list[Line]:
    seconds = ms / MILLISECONDS * known.assumed["slower"] * known.assumed["memory_gb"]
    logged = invocations * known.assumed["log_octets"] / GB
    return [
        known.a_line("Lambda", "runs", invocations, "lambda", "requests_per_million"),
        known.a_line("Lambda", "GB-seconds", seconds, "lambda", "gb_second"),
        known.a_line("Logs", "GB written", logged, "logs", "gb_in"),
        known.a_line("Logs", "GB-months", logged * known.assumed["log_months"], "logs", "gb_month"),
    ]


def _edge(known: Known, requests: float, octets: float) -> list[Line]:
    return [
        known.a_line("CloudFront", "requests", requests, "cloudfront", "requests_per_million"),
        known.a_line("CloudFront", "GB sent", octets / GB, "cloudfront", "gb_out"),
        known.a_line("WAF", "requests", requests, "firewall", "requests_per_million"),
    ]


def _octets_of_a_view(known: Known) -> float:
    site, first = known.measured["site"], known.assumed["first_views"]
    return float(
        first * site["first_octets"] + (1 - first) * site["html_octets"] + site["picture_octets"] * first
    )


def _requests_of_a_view(known: Known) -> float:
    first = known.assumed["first_views"]
    return float(first * known.measured["site"]["first_requests"] + (1 - first))


def views(known: Known, many: float) -> list[Line]:
    """So many pages of the site read. What CloudFront holds already costs S3 nothing."""
    return _edge(known, many * _requests_of_a_view(known), many * _octets_of_a_view(known))


def idle(known: Known) -> list[Line]:
    """A month in which nobody comes: what stands there, and rounds that find nothing to do."""
    there = known.measured["counted"]
    rounds = {name: HOURS if name in HOURLY else MINUTES for name in known.measured["idle"]}
    took = {
        count: sum(times * known.measured["idle"][name].get(count, 0) for name, times in rounds.items())
        for count in ("ms", "read_units", "s3_calls")
    }
    return [
        *_runs(known, sum(rounds.values()), took["ms"]),
        known.a_line("DynamoDB", "read units", took["read_units"], "dynamodb", "read_units_per_million"),
        known.a_line("S3", "calls", took["s3_calls"], "files", "lists_and_puts_per_million"),
        known.a_line("KMS", "× key", there["keys"], "kms", "key_month"),
        known.a_line("WAF", "× web ACL", there["firewalls"], "firewall", "acl_month"),
        known.a_line("WAF", "× rule", there["rules"], "firewall", "rule_month"),
        known.a_line("CloudWatch", "× alarm", there["alarms"], "logs", "alarm_month"),
        known.a_line("CloudWatch", "× metric of our own", there["metrics"], "logs", "metric_month"),
        known.a_line("CloudWatch", "× dashboard", there["dashboards"], "logs", "dashboard_month"),
        known.a_line("Cognito", "× member of staff", known.assumed["staff"], "staff", "person_month"),
    ]


def total(lines: list[Line]) -> float:
    """The sum of a bill."""
    return sum(line.dollars for line in lines)
