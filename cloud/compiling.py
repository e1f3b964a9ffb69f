"""Compiles a bundle: every module to bytecode beside no source, without what functions say of themselves.

Classes keep their docstrings, since dataclasses works a long one out where there is none. Run by itself, with
a folder and the place where its files will lie.
"""

import ast
import sys
from importlib.util import MAGIC_NUMBER, source_hash
from marshal import dumps
from pathlib import Path

UNCHECKED = (1).to_bytes(4, "little")
"""The mark of bytecode that nobody compares with its source."""
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def main(folder: str, lies_at: str) -> None:
    """Compile everything below the folder, and take the sources away."""
    for file in sorted(Path(folder).rglob("*.py")):
        source = file.read_bytes()
        name = f"{lies_at}/{file.relative_to(folder).as_posix()}"
        code = compile(silent(ast.parse(source)), name, "exec", dont_inherit=True)
        file.with_suffix(".pyc").write_bytes(MAGIC_NUMBER + UNCHECKED + source_hash(source) + dumps(code))
        file.unlink()


def silent(tree: ast.Module) -> ast.Module:
    """The same module, whose functions have no docstrings."""
    for node in ast.walk(tree):
        if isinstance(node, FUNCTIONS) and ast.get_docstring(node, clean=False) is not None:
            node.body = node.body[1:] or [ast.copy_location(ast.Pass(), node.body[0])]
    return tree


if __name__ == "__main__":
    main(*sys.argv[1:])
