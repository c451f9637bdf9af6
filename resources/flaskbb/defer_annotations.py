"""Lets FlaskBB 2.2.0 run on Python 3.12 and 3.13, which its metadata promises.

Its modules annotate with names that only type checkers import. Python 3.14 never looks at them; earlier ones do, when a
function is defined, and stop with a NameError. `from __future__ import annotations` is the same deferral, by hand.

usage: defer_annotations.py PACKAGE…   (run by the Python whose packages they are; from 3.14 on it does nothing)
"""

import ast
import compileall
import importlib.util
import sys
from pathlib import Path

DEFERRAL = "from __future__ import annotations\n"


def needs_deferral(source):
    return "TYPE_CHECKING" in source and DEFERRAL not in source


def deferred(source):
    """The source with the deferral behind its docstring, the one thing that may come before it."""
    lines = source.splitlines(keepends=True)
    tree = ast.parse(source)
    end = tree.body[0].end_lineno if ast.get_docstring(tree, clean=False) is not None else 0
    return "".join([*lines[:end], DEFERRAL, *lines[end:]])


def main(packages):
    if sys.version_info >= (3, 14):
        return
    for package in packages:
        folder = Path(importlib.util.find_spec(package).origin).parent
        for module in sorted(folder.rglob("*.py")):
            source = module.read_text(encoding="utf-8")
            if needs_deferral(source):
                module.write_text(deferred(source), encoding="utf-8")
                compileall.compile_file(module, quiet=1, force=True)
                print(f"deferred the annotations of {module.relative_to(folder.parent)}")


if __name__ == "__main__":
    main(sys.argv[1:])
