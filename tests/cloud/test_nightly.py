"""The job that publishes each night: the role it takes, and what it runs. What it may do: test_publish.py."""

import json
import subprocess
import sys
from pathlib import Path

import yaml

from tests import engines

PUBLISHER = engines.ROOT / "functions" / "infrastructure" / "publisher.json"


def test_the_nightly_job_publishes_as_that_role_and_keeps_no_key() -> None:
    job = yaml.safe_load((engines.ROOT / ".github/workflows/nightly.yml").read_text(encoding="utf-8"))
    made = job["jobs"]["publish"]
    trust = PUBLISHER.read_text(encoding="utf-8")

    assert job[True]["schedule"] == [{"cron": "10 0 * * *"}]  # YAML takes the word "on" for true
    assert made["steps"][-1]["run"] == "make publish ENV=prod DAILY=yes"
    assert job["permissions"] == {"contents": "read", "id-token": "write"}
    assert "secrets." not in json.dumps(job)
    assert "repo:${Repository}:ref:refs/heads/main" in trust


def test_the_role_of_the_nightly_job_is_as_cloudformation_wants_it() -> None:
    lint = str(Path(sys.executable).with_name("cfn-lint"))
    done = subprocess.run([lint, "--", str(PUBLISHER)], capture_output=True, encoding="utf-8", check=False)

    assert done.returncode == 0, done.stdout + done.stderr
