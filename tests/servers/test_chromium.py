import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import Browser, Page

from tests.servers import chromium
from tests.servers.app import AppServer
from tests.servers.postgres import ServerMissing

MEASURE = """(family) => {
  const pen = document.createElement('canvas').getContext('2d');
  pen.font = `40px ${family}`;
  return ['启', '明', '𬭎', '㛃'].map((sign) => pen.measureText(sign).width);
}"""


@pytest.mark.browser
def test_chinese_faces_come_from_the_wheel(page: Page):
    page.set_content("<p style='font-family: sans-serif'>启明杯 𬭎㛃</p>")
    assert page.evaluate(MEASURE, "sans-serif") == [40, 40, 40, 40]
    assert page.evaluate("document.fonts.check('20px \"Noto Sans SC\"')")


@pytest.mark.browser
def test_a_context_speaks_chinese_time(page: Page):
    assert page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone") == "Asia/Shanghai"
    assert page.evaluate("navigator.language") == "zh-CN"


@pytest.mark.browser
def test_the_browser_is_real(chromium_browser: Browser):
    assert int(chromium_browser.version.split(".")[0]) >= 108


def test_a_wrong_path_is_said(monkeypatch):
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    with pytest.raises(ServerMissing, match="CHROMIUM"):
        chromium.chromium_path()


def test_the_font_file_is_named(tmp_path):
    text = chromium.write_fontconfig(tmp_path).read_text(encoding="utf-8")
    assert str(chromium.font_folder()) in text
    assert any(chromium.font_folder().glob("*.otf"))


@pytest.mark.browser
def test_browser_server_and_orm_meet(page: Page, fresh_database, tmp_path):
    with AppServer(database_url=fresh_database.url, var_dir=tmp_path) as server:
        answer = page.goto(f"{server.url}/healthz")
        assert answer is not None
        assert answer.status == 200
        assert get_user_model().objects.count() == 0
