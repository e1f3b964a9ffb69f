"""Loads one Lambda function the way AWS does: by its file, whatever other `app` modules there are."""

import importlib.util
import sys
from types import ModuleType

from local.places import ROOT


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
