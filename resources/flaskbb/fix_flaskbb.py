"""Mends the installed FlaskBB 2.2.0, whose release does not work as it is. Other versions are left as they are.

usage: fix_flaskbb.py   (run by the Python that FlaskBB is installed for)
"""

import ast
import compileall
import importlib.util
import sys
from pathlib import Path

DEFERRAL = "from __future__ import annotations\n"
# A member may open a topic where the forum is *not* locked; 2.2.0 lost the word.
LOCKED = "return forum is not None and forum.locked\n"
NOT_LOCKED = "return forum is not None and not forum.locked\n"


def defer_annotations(source):
    """Modules annotate with names that only type checkers import.

    Python 3.14 never looks at these; 3.12 and 3.13, which the release promises to support, stop with a NameError.
    """
    if sys.version_info >= (3, 14) or "TYPE_CHECKING" not in source or DEFERRAL in source:
        return source
    lines = source.splitlines(keepends=True)
    tree = ast.parse(source)
    # The docstring is the one thing that may come before.
    end = tree.body[0].end_lineno if ast.get_docstring(tree, clean=False) is not None else 0
    return "".join([*lines[:end], DEFERRAL, *lines[end:]])


def open_unlocked_forums(source):
    return source.replace(LOCKED, NOT_LOCKED)


def main():
    folder = Path(importlib.util.find_spec("flaskbb").origin).parent
    for module in sorted(folder.rglob("*.py")):
        source = module.read_text(encoding="utf-8")
        mended = open_unlocked_forums(defer_annotations(source))
        if mended != source:
            module.write_text(mended, encoding="utf-8")
            compileall.compile_file(module, quiet=1, force=True)
            print(f"mended {module.relative_to(folder.parent)}")


if __name__ == "__main__":
    main()
