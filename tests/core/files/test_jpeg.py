"""A photograph is opened; its name and what it begins with are not enough."""

import pytest

from core.errors import Problem
from core.files.jpeg import jpeg_pages
from tests.factories.files import jpeg, pdf


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (pdf(), "file_kind_refused"),
        (b"\xff\xd8\xff" + b"no picture" * 20 + b"\xff\xd9", "file_kind_refused"),
        (jpeg()[:-40], "file_truncated"),
        (jpeg(size=8000)[:200] + b"\xff\xd9", "file_kind_refused"),
    ],
)
def test_what_is_no_photograph_is_refused(tmp_path, body, code):
    path = tmp_path / "a.jpeg"
    path.write_bytes(body)
    with pytest.raises(Problem) as problem:
        jpeg_pages(path)
    assert problem.value.code == code


def test_a_photograph_is_one_page(tmp_path):
    path = tmp_path / "a.jpeg"
    path.write_bytes(jpeg())
    assert jpeg_pages(path) == 1
