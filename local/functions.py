"""Lambda functions as AWS has them: each loaded by its file, and ended after a time of its own."""

import importlib.util
import json
import sys
from functools import cache
from types import ModuleType

from chalice.config import Config

from local.places import ROOT

STAGE = "prod"


def function(name: str) -> ModuleType:
    """The module `functions/<name>/app.py`. Its own errors pass through."""
    file = ROOT / "functions" / name / "app.py"
    spec = importlib.util.spec_from_file_location(f"{name}_app", file)
    if spec is None or spec.loader is None:
        raise ImportError(f"{file} cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@cache
def limit(name: str, of: str = "") -> int:
    """Seconds after which AWS ends the function of that name, or the one `of` its several."""
    told = json.loads((ROOT / "functions" / name / ".chalice" / "config.json").read_text(encoding="utf-8"))
    return int(Config(chalice_stage=STAGE, function_name=of or name, config_from_disk=told).lambda_timeout)
