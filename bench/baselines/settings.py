"""The embedded profile, durability check and all; a channel layer where a baseline has one."""

from config.settings.embedded import *  # noqa: F403 - a profile is embedded plus its layer
from config.settings.env import env

THROTTLE_RATES = {}
if "BENCH_LAYER_URL" in env.ENVIRON:
    # Tuned: redis-py's five seconds end a subscription that is merely quiet.
    CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {
                "hosts": [{"address": env.str("BENCH_LAYER_URL"), "socket_timeout": None}],
            },
        }
    }
