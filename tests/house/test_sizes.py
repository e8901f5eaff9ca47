"""Small enough to be read in one go: source files 400 lines, templates 150, functions 60."""
import ast

import pytest

from tests.house.tree import Source, python, templates

FILE, TEMPLATE, FUNCTION = 400, 150, 60


def too_long(sources, limit):
    return [f"{source.path}: {source.lines} lines" for source in sources if source.lines > limit]


def long_functions(sources):
    found = []
    for source in sources:
        for node in ast.walk(source.tree()):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = node.end_lineno - node.lineno + 1
                if length > FUNCTION:
                    found.append(f"{source.path}: {node.name} has {length} lines")
    return found


def test_source_files_are_short():
    assert not too_long(python(), FILE)


def test_templates_are_short():
    assert not too_long(templates(), TEMPLATE)


def test_functions_are_short():
    assert not long_functions(python())


# --- planted faults ---


@pytest.mark.parametrize(("lines", "limit"), [(FILE, FILE), (TEMPLATE, TEMPLATE)])
def test_one_line_more_is_too_long(lines, limit):
    assert not too_long([Source("a", "x\n" * lines)], limit)
    assert too_long([Source("a", "x\n" * (lines + 1))], limit) == [f"a: {lines + 1} lines"]


def test_one_line_more_makes_a_function_too_long():
    body = "    x = 1\n" * (FUNCTION - 1)
    assert not long_functions([Source("a.py", f"def f():\n{body}")])
    nested = f"class A:\n    def g(self):\n        def f():\n{body.replace('    ', '            ')}            y = 2\n"
    assert [text.split(": ")[1] for text in long_functions([Source("a.py", nested)])] == ["g has 62 lines", "f has 61 lines"]
