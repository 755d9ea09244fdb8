#!/bin/sh
# What the tests need of the machine: a browser for the journeys, a Java runtime for the province on Spark.
# The machine's own comes first, else Debian's packages in one go, else the browser that Playwright brings.
# Use: sh tools/packages.sh            what Debian has, beside the installing of the environment
#      sh tools/packages.sh .venv/bin  what is still missing then, or what to do about it
set -eu

have() { for name in "$@"; do if command -v "$name" >/dev/null 2>&1; then return 0; fi; done; return 1; }
browser() { have chromium chromium-browser google-chrome; }
java() { [ -n "${JAVA_HOME:-}" ] || have java; }

wanted=""
browser || wanted="$wanted chromium"
java || wanted="$wanted default-jre-headless"
if [ -z "$wanted" ]; then exit 0; fi
if [ $# = 0 ] && [ "$(id -u)" = 0 ] && have apt-get; then
    # shellcheck disable=SC2086 - a list of names
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $wanted >/dev/null || true
fi
if [ $# = 0 ]; then exit 0; fi
browser || "$1/playwright" install chromium
java || { echo "The tests of the province on Spark need Java 17 or newer; install a JRE (headless) first." >&2; exit 1; }
