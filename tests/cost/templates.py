"""What the templates put into an account that costs by the month, counted."""

import json

from tests.requirements import ROOT

TEMPLATES = ROOT / "functions" / "infrastructure"
COUNTED = {
    "AWS::CloudWatch::Alarm": "alarms",
    "AWS::KMS::Key": "keys",
    "AWS::CloudWatch::Dashboard": "dashboards",
    "AWS::Logs::MetricFilter": "metrics",
    "AWS::WAFv2::WebACL": "firewalls",
}


def counted() -> dict[str, int]:
    """How many of each kind there are, and how many rules the firewall has."""
    found = dict.fromkeys([*COUNTED.values(), "rules"], 0)
    for file in sorted(TEMPLATES.glob("*.json")):
        for resource in json.loads(file.read_text(encoding="utf-8")).get("Resources", {}).values():
            if resource["Type"] in COUNTED:
                found[COUNTED[resource["Type"]]] += 1
            if resource["Type"] == "AWS::WAFv2::WebACL":
                found["rules"] += len(resource["Properties"]["Rules"])
    return found
