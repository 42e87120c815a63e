"""FILES_URL: what it names, and that a mistake in it is found at the start without its secret."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.settings.files import files_origins, files_place

FOLDER = Path("/var/files")


def place(url, origin=""):
    return files_place(url, origin=origin, folder=FOLDER)


def test_files_lie_below_var_unless_a_folder_is_named():
    assert place("file:") == (FOLDER, None)
    assert place("file:/srv/a%20b") == (Path("/srv/a b"), None)
    assert files_origins(None) == []


def test_an_s3_store_with_its_keys_and_its_address_for_browsers():
    _, facts = place("s3://K%2F1:s%40c@s3.example.org/pitches?region=cn-north-1&style=virtual")
    assert facts == {
        "endpoint": "https://s3.example.org",
        "bucket": "pitches",
        "region": "cn-north-1",
        "access_key": "K/1",
        "secret_key": "s@c",
        "origin": "",
        "style": "virtual",
    }
    assert files_origins(facts) == ["https://s3.example.org"]
    _, facts = place("s3://127.0.0.1:9000/b?tls=0", "https://files.example.org/")
    assert facts["endpoint"] == "http://127.0.0.1:9000"
    assert files_origins(facts) == ["https://files.example.org"]


@pytest.mark.parametrize(
    "url",
    [
        "",
        "/srv",
        "ftp://h/b",
        "s3:",
        "s3://k:geheim@/b",
        "s3://k:geheim@h",
        "s3://k:geheim@h/b/c",
        "s3://k:geheim@h/b?rgion=x",
    ],
)
def test_any_other_address_is_refused_without_telling_it(url):
    with pytest.raises(ImproperlyConfigured) as refused:
        place(url)
    assert "geheim" not in str(refused.value)
