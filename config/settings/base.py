"""What every profile shares. Profiles import this and add their stores."""

from csp.constants import NONCE

from config.settings.env import BASE_DIR, VAR_DIR, env
from config.settings.files import files_origins, files_place

DEBUG = False
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
SITE_URL: str = env.str("SITE_URL", default="http://127.0.0.1:8000")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
VAR_ROOT = VAR_DIR
FIELD_KEY_FILE: str = env.str("FIELD_KEY_FILE", default=str(VAR_DIR / "keys" / "field.key"))
LOG_KEY_FILE: str = env.str("LOG_KEY_FILE", default=str(VAR_DIR / "keys" / "log.key"))

FILES_ROOT, FILES_S3 = files_place(
    env.str("FILES_URL", default="file:"),
    origin=env.str("FILES_ORIGIN", default=""),
    folder=VAR_DIR / "files",
)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.headless",
    "allauth.mfa",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "channels",
    "django_tasks",
    "core",
    "contest",
    "judging",
    "pipeline",
    "api",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "servestatic.middleware.ServeStaticMiddleware",
    "csp.middleware.CSPMiddleware",
    "api.headers.HeadersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "api.middleware.LanguageMiddleware",
    "api.middleware.SeenMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
ASGI_APPLICATION = "config.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "api" / "pages" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
            ],
            "builtins": ["api.pages.tags", "django.templatetags.static"],
        },
    }
]

# A database that may forget an acknowledged commit is refused at start-up (core.db.durability).
DURABILITY_CHECK = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "core.Account"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]

_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.NumericPasswordValidator"},
    {
        "NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email",)},
    },
]

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
TIME_ZONE_DEFAULT: str = env.str("TIME_ZONE_DEFAULT", default="Asia/Shanghai")

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
CLIENT_DIST = BASE_DIR / "frontend" / "dist"
STATICFILES_DIRS = [
    path for path in (CLIENT_DIST, BASE_DIR / "api" / "pages" / "static") if path.exists()
]
# The client's build names its files by their content, so browsers may keep them.
SERVESTATIC_IMMUTABLE_FILE_TEST = r"^/static/assets/.+-[\w-]{8}\.\w+$"
SERVESTATIC_USE_FINDERS = True
SERVESTATIC_AUTOREFRESH = False

# The authority whose root devices of a hall install (`up --lan`); none elsewhere.
LAN_CA_FILE: str = env.str("LAN_CA_FILE", default="")

# What a `live` process answers: `all`, or `judges` and `spectators` in processes of their own.
LIVE_ROLE = env.str("LIVE_ROLE", default="all")

# Wiring: which package fills which port (config/wiring.py).
PORTS_MODULE = "config.wiring"

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["api.auth.SessionWithProblems"],
    "DEFAULT_PERMISSION_CLASSES": ["api.auth.SignedIn"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["api.parsers.StrictJSONParser"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "api.negotiation.OnlyJSON",
    "DEFAULT_SCHEMA_CLASS": "api.openapi.ProblemSchema",
    "DEFAULT_PAGINATION_CLASS": "api.paging.Pages",
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "EXCEPTION_HANDLER": "api.problems.problem_response",
    "DEFAULT_THROTTLE_CLASSES": [
        "api.throttles.PersonReads",
        "api.throttles.PersonWrites",
        "api.throttles.Strangers",
    ],
    # X-Forwarded-For counts only as far as our own proxies wrote it.
    "NUM_PROXIES": env.int("TRUSTED_PROXIES", default=0),
    "PAGE_SIZE": 50,
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
    "COERCE_DECIMAL_TO_STRING": True,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
# Far above any hand: a console with many tabs reads a few times a second.
THROTTLE_RATES = {
    "person_reads": "1200/min",
    "person_writes": "300/min",
    "strangers": "3000/min",
    "pairings": "30/min",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Yisai",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": True,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "ENUM_NAME_OVERRIDES": {
        "CodeEnum": ["technical", "question", "other"],
        "CorrectionReason": "judging.models.CorrectionReason",
        "CorrectionState": "judging.models.CorrectionState",
        "DrawKind": "judging.models.DrawKind",
        "TransferState": "judging.models.TransferState",
        "PageKind": "judging.models.PageKind",
        "PaperKind": "judging.models.PaperKind",
        "CorrectionOffice": "judging.models.CorrectionOffice",
        "IncidentCode": "judging.models.IncidentCode",
        "IncidentOffice": "judging.models.IncidentOffice",
        "IncidentState": "judging.models.IncidentState",
        "LateState": "judging.models.LateState",
        "OverrideKind": "judging.models.OverrideKind",
        "OverrideState": "judging.models.OverrideState",
        "VoteChoice": "judging.models.VoteChoice",
    },
}

# Sign-in by e-mail code; accounts come into being the first time a code is confirmed.
ACCOUNT_ADAPTER = "api.accounts.YisaiAccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
# Six digits: typed from a phone; three tries a code, and the limits below stop guessing.
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# A hall shares one address: the limit per address of mail is what stops a flood of codes.
# Passwords and second factors are tried per account for the same reason.
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "600/m/ip,10/5m/key",
    "login": "600/m/ip",
    "login_failed": "600/m/ip,6/5m/key",
}
MFA_ADAPTER = "api.accounts.YisaiFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Yisai"
# A code typed slowly, or on a phone whose clock is a little off, still counts, and counts once.
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_RECOVERY_CODE_DIGITS = 10
# The address that a proxy of ours saw; anybody may write the rest of the header.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)
HEADLESS_ONLY = True
HEADLESS_CLIENTS = ("browser",)
HEADLESS_FRONTEND_URLS = {
    "account_confirm_email": "/login",
    "account_reset_password": "/login",
    "account_reset_password_from_key": "/login/link/{key}",
    "account_signup": "/login",
}
# Mail leaves through the outbox only (core.services.notices); a profile names its way out.
EMAIL_BACKEND = "core.notices.backends.RefusingBackend"
NOTICES_AT_ONCE = False
DEFAULT_FROM_EMAIL = "noreply@example.org"

CHANNEL_LAYERS: dict[str, object] = {}
SESSION_ENGINE = "api.own_sessions"
SESSION_COOKIE_NAME = "yisai_session"
SESSION_COOKIE_HTTPONLY = True
# On this machine's own http address cookies have no other way to travel.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SITE_URL.startswith("https:")
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "yisai_csrf"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "api.pages.views.errors.csrf_failure"
# How long a judge's session lives at most; 0: as long as the device.
SEAT_SESSION_HOURS = 0

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        # The client's library makes style elements; each shell carries the nonce that lets them.
        "style-src": ["'self'", NONCE],
        "img-src": ["'self'", "data:", "blob:"],
        # Some browsers do not count a socket to the page's own host as 'self'.
        "connect-src": ["'self'", SITE_URL.replace("http", "ws", 1), *files_origins(FILES_S3)],
        "worker-src": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "object-src": ["'none'"],
    }
}

# 1 MiB of JSON is far above any form; files travel by the part protocol.
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
TASKS = {"default": {"BACKEND": "core.jobs.backend.JobBackend"}}
FORMS_URLFIELD_ASSUME_HTTPS = True
