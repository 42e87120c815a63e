"""The production settings start when all is right, and name what is missing or wrong."""

from __future__ import annotations

import re

import pytest

from tests.production import production_env, run, setting

CHECK = ("manage.py", "check", "--deploy", "--fail-level", "WARNING")
NEEDED = (
    "SITE_URL",
    "ALLOWED_HOSTS",
    "TRUSTED_PROXIES",
    "SECRET_KEY_FILE",
    "LOG_KEY_FILE",
    "FIELD_KEY_FILE",
    "DATABASE_URL",
    "BUS_URL",
    "CACHE_URL",
    "FILES_URL",
    "FILES_ORIGIN",
    "MAIL_URL",
)
# Each is a value that a hurried operator would write.
WRONG = {
    "SITE_URL": ("http://match.example.cn", "https://match.example.cn/app", "https://"),
    "ALLOWED_HOSTS": ("*", ".example.cn,match.example.cn", "other.example.cn"),
    "TRUSTED_PROXIES": ("-1", "yes", "900"),
    "SECRET_KEY_FILE": ("/nowhere/secret.key",),
    "LOG_KEY_FILE": ("/nowhere/log.key",),
    "FIELD_KEY_FILE": ("/nowhere/field.key",),
    "DATABASE_URL": ("sqlite:////tmp/x.sqlite3", "postgres://u:canary@127.0.0.1:1/"),
    "BUS_URL": ("local:", "127.0.0.1:6379", "redis://"),
    "CACHE_URL": ("locmemcache://", "dummycache://", "memcache://127.0.0.1:1"),
    "FILES_URL": ("file:", "/srv/files", "s3://k:canary@127.0.0.1:1"),
    "FILES_ORIGIN": (
        "http://files.example.org",
        "https://match.example.cn:8443",
        "https://files.example.org/pitches",
    ),
    "MAIL_URL": (
        "consolemail://",
        "smtp://127.0.0.1:25",
        "smtp://u:canary@?from=a%40b.cn",
        "smtp://127.0.0.1:25?from=a%40b.cn&tls=1",
    ),
}


def refusal(env: dict[str, str]) -> str:
    """The last line that the process says, which must be Django's refusal."""
    done = run("-c", "from django.conf import settings; settings.DEBUG", env=env)
    assert done.returncode, "the settings were taken"
    last = done.stderr.strip().splitlines()[-1]
    found = re.fullmatch(r"django\.core\.exceptions\.ImproperlyConfigured: (.+)", last)
    assert found, done.stderr
    return found[1]


def test_the_deployment_check_is_clean(tmp_path):
    done = run(*CHECK, env=production_env(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "System check identified no issues (2 silenced).\n"
    assert setting("SILENCED_SYSTEM_CHECKS", production_env(tmp_path)) == str(
        ["security.W005", "security.W021"]
    )


def test_the_deployment_check_can_fail(tmp_path):
    """The same command on settings that lack one header, so that its silence means something."""
    (tmp_path / "lax.py").write_text(
        "from config.settings.production import *\nSECURE_HSTS_SECONDS = 0\n"
    )
    env = production_env(tmp_path, DJANGO_SETTINGS_MODULE="lax", PYTHONPATH=f"{tmp_path}")
    done = run(*CHECK, env=env)
    assert done.returncode
    assert "security.W004" in done.stderr


@pytest.mark.parametrize("name", NEEDED)
def test_what_is_missing_is_named(tmp_path, name):
    assert refusal(production_env(tmp_path, **{name: None})).startswith(f"{name} is not set: ")
    assert refusal(production_env(tmp_path, **{name: " "})).startswith(f"{name} is not set: ")


@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name, values in WRONG.items() for value in values]
)
def test_what_is_wrong_is_named_and_no_secret_told(tmp_path, name, value):
    told = refusal(production_env(tmp_path, **{name: value}))
    assert told.startswith(name)
    assert "canary" not in told


@pytest.mark.parametrize("name", ["SECRET_KEY_FILE", "LOG_KEY_FILE", "FIELD_KEY_FILE"])
def test_a_key_that_others_may_read_is_refused(tmp_path, name):
    env = production_env(tmp_path)
    (tmp_path / f"{name.removesuffix('_FILE').lower()}.key").chmod(0o640)
    assert refusal(env).startswith(f"{name} names a file that others")


@pytest.mark.parametrize("content", ["", "short", "a" * 80])
def test_a_secret_that_can_be_guessed_is_refused(tmp_path, content):
    env = production_env(tmp_path)
    (tmp_path / "secret_key.key").write_text(content)
    assert refusal(env).startswith("SECRET_KEY_FILE holds too little")


@pytest.mark.parametrize(
    "planted", [{"FAKETIME": "@2030-01-01"}, {"LD_PRELOAD": "libfaketime.so.1"}]
)
def test_a_faked_clock_is_refused(tmp_path, planted):
    assert "fakes the clock" in refusal(production_env(tmp_path, **planted))


def test_the_tests_code_is_refused(tmp_path):
    env = production_env(tmp_path)
    done = run("-c", "import tests.worlds; from django.conf import settings; settings.X", env=env)
    assert "The tests' code is loaded" in done.stderr


@pytest.mark.parametrize(
    ("proxies", "header"),
    [("0", "None"), ("1", "('HTTP_X_FORWARDED_PROTO', 'https')")],
)
def test_a_forwarded_scheme_counts_behind_our_own_proxies_only(tmp_path, proxies, header):
    env = production_env(tmp_path, TRUSTED_PROXIES=proxies)
    assert setting("SECURE_PROXY_SSL_HEADER", env) == header
    assert setting("ALLAUTH_TRUSTED_PROXY_COUNT", env) == proxies
    assert setting("REST_FRAMEWORK['NUM_PROXIES']", env) == proxies


def test_what_is_computed_from_an_address_has_it_as_it_was_checked(tmp_path):
    env = production_env(tmp_path, SITE_URL="https://match.example.cn/")
    assert setting("CSRF_TRUSTED_ORIGINS", env) == "['https://match.example.cn']"
    sources = setting("CONTENT_SECURITY_POLICY['DIRECTIVES']['connect-src']", env)
    assert sources == "[\"'self'\", 'wss://match.example.cn', 'https://files.example.org']"


def test_counters_lie_where_every_process_sees_them(tmp_path):
    kind = setting("CACHES['default']['BACKEND']", production_env(tmp_path))
    assert kind == "django.core.cache.backends.redis.RedisCache"


@pytest.mark.parametrize(
    ("url", "facts"),
    [
        ("smtp://127.0.0.1?from=a%40b.cn", (25, False, False)),
        ("smtp+tls://u:p%40w@mail.example.cn?from=a%40b.cn", (587, True, False)),
        ("smtps://u:p%40w@mail.example.cn?from=a%40b.cn", (465, False, True)),
    ],
)
def test_mail_says_how_it_is_sent(tmp_path, url, facts):
    env = production_env(tmp_path, MAIL_URL=url)
    names = "[settings.EMAIL_PORT, settings.EMAIL_USE_TLS, settings.EMAIL_USE_SSL]"
    told = setting(
        f"DEBUG, {names}, settings.EMAIL_HOST_PASSWORD, settings.DEFAULT_FROM_EMAIL", env
    )
    password = "p@w" if "@mail" in url else ""
    assert told == f"False {list(facts)} {password} a@b.cn"
