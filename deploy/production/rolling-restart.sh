#!/bin/sh
# Restarts every process of this machine one after the other, each only when the one before is fit
# again. Order: jobs, pages, judges, spectators. Migrations come before (docs/production.md).
#
#     sudo deploy/production/rolling-restart.sh match.example.cn
#
# Units of other names or ports: YISAI_UNITS="yisai-web.service=8001 yisai-live@8101.service=8101 …";
# a unit without a port (a worker) is asked of systemd alone.
set -eu

host="${1:?the host name of the site, as ALLOWED_HOSTS names it}"
units="${YISAI_UNITS:-yisai-worker@1.service= yisai-web.service=8001 yisai-live@8101.service=8101 yisai-live@8102.service=8102 yisai-spectators@8201.service=8201}"

fit() {
    systemctl is-active --quiet "$1" || return 1
    [ -z "$2" ] || curl --silent --fail --max-time 2 --output /dev/null \
        --header "Host: $host" "http://127.0.0.1:$2/readyz"
}

for pair in $units; do
    unit="${pair%%=*}"
    port="${pair#*=}"
    echo "restarting $unit"
    systemctl restart "$unit"
    tries=0
    until fit "$unit" "$port"; do
        tries=$((tries + 1))
        if [ "$tries" -ge 60 ]; then
            echo "$unit is not fit after a minute; the ones after it still run the old version" >&2
            exit 1
        fi
        sleep 1
    done
done
