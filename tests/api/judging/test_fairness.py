"""The fairness report by REST: asked for, looked at, published on the results page, taken back."""

import httpx
import pytest

from core.jobs.worker import drain
from tests.factories import judging


def downloaded(browser, url):
    """A file's bytes, wherever the store is: ours hands it out, S3 by an address of its own."""
    answer = browser.get(url)
    if answer.status_code == 302:
        return httpx.get(answer["Location"]).content
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


@pytest.fixture
def path(locked):
    return f"rounds/{locked.round.uid}/fairness"


@pytest.fixture
def made(locked, door, path):
    """A report that the worker has made."""
    assert door(locked.by("scorekeeper")).post(path)[0] == 201
    drain()
    return door(locked.by("organizer")).get(path)[1]["report"]


def test_before_the_lock_there_is_none_and_none_can_be_made(opened, door):
    path = f"rounds/{opened.round.uid}/fairness"
    status, body = door(opened.by("organizer")).get(path)
    assert status == 200
    assert body == {"can_make": False, "can_publish": False, "decides": True, "report": None}
    status, body = door(opened.by("organizer")).post(path)
    assert (status, body["code"]) == (409, "fairness_before_lock")


def test_progress_is_shown_until_the_files_are_there(locked, door, path):
    client = door(locked.by("verifier"))
    status, body = client.post(path)
    assert status == 201
    assert (body["report"]["state"], body["report"]["zh"]) == ("waiting", None)
    assert not body["decides"]
    drain()
    report = client.get(path)[1]["report"]
    assert (report["state"], report["sight"]) == ("made", "kept")
    for language in ("zh", "en"):
        content = downloaded(client.client, report[language]["url"])
        assert len(content) == report[language]["size"]
        assert content.startswith(b"%PDF-")


def test_a_kept_report_is_its_staffs_alone(locked, door, made):
    url = made["zh"]["url"]
    other = judging.final(slug="other").by("organizer")
    leader = locked.leader(locked.entries[0])
    for who in (None, locked.judge(1), locked.by("timekeeper"), leader, other):
        assert door(who).client.get(url).status_code == 404
    assert downloaded(door(locked.by("witness")).client, url).startswith(b"%PDF-")


def test_a_published_one_is_linked_for_everybody_and_can_be_taken_back(locked, door, path, made):
    page = f"/c/{locked.edition.slug}/results"
    organizer = door(locked.by("organizer"))
    assert organizer.post(f"{path}/publish")[1]["code"] == "fairness_before_list"
    locked.publish("proposed")
    assert made["content_hash"] not in door().client.get(page).content.decode()
    status, body = organizer.post(f"{path}/publish")
    assert (status, body["report"]["sight"]) == (200, "published")
    shown = door().client.get(page).content.decode()
    for text in (made["content_hash"], made["zh"]["url"], made["en"]["url"]):
        assert text in shown
    assert downloaded(door().client, made["en"]["url"]).startswith(b"%PDF-")
    assert organizer.post(f"{path}/keep")[0] == 200
    assert made["en"]["url"] not in door().client.get(page).content.decode()
    assert door().client.get(made["en"]["url"]).status_code == 404


def test_only_the_organizer_decides_and_only_stepped_up(locked, door, path, made):
    locked.publish("proposed")
    for role in ("scorekeeper", "verifier", "witness"):
        status, body = door(locked.by(role)).post(f"{path}/publish")
        assert (status, body["code"]) == (403, "not_allowed")
    cold = door(locked.by("organizer"), warm=False)
    assert cold.post(f"{path}/publish")[0] == 403


def test_nothing_is_published_that_is_not_made(locked, door, path):
    locked.publish("proposed")
    for verb in ("publish", "keep"):
        status, body = door(locked.by("organizer")).post(f"{path}/{verb}")
        assert (status, body["code"]) == (409, "fairness_report_state_refused")
