"""An edit names the revision that it builds on; a view that forgets to ask for it is found."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from config.settings.env import BASE_DIR

# One's own language: the last press is what counts.
WITHOUT_REVISION = {"session"}


def forgetful(tree: ast.Module) -> Iterator[str]:
    """Methods `put` and `patch` that never ask for If-Match."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name in {"put", "patch"}:
            asked = any(
                isinstance(inner, ast.Attribute) and inner.attr == "if_match"
                for inner in ast.walk(node)
            )
            if not asked:
                yield f"{node.name}, line {node.lineno}"


@pytest.mark.parametrize("method", ["put", "patch"])
def test_a_planted_edit_without_a_revision_is_caught(method):
    planted = f"class V(View):\n    def {method}(self, request):\n        return self.read(Shape)"
    assert list(forgetful(ast.parse(planted)))


def test_every_edit_asks_for_its_revision():
    found = {
        f"{path.parent.name}: {breach}"
        for path in sorted((BASE_DIR / "api" / "rest").rglob("*.py"))
        if path.parent.name not in WITHOUT_REVISION
        for breach in forgetful(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert found == set()
