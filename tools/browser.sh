#!/bin/sh
# A browser for the journeys: the machine's own Chromium, else Debian's package, else the one Playwright brings.
# Use: sh tools/browser.sh .venv/bin
set -eu
bin=$1
for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null && exit 0
fi
"$bin/playwright" install chromium
