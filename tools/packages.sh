#!/bin/sh
# What the tests need of the machine: a browser for the journeys, a Java runtime for the province on Spark.
# The browser without a window takes three fifths of the processor time of a whole one, so it is fetched where Debian's
# packages can be had; else the browser the machine has serves, else the one that Playwright brings.
# Use: sh tools/packages.sh            what Debian has, beside the installing of the environment
#      sh tools/packages.sh .venv/bin  what is still missing then, or what to do about it
set -eu

have() { for name in "$@"; do if command -v "$name" >/dev/null 2>&1; then return 0; fi; done; return 1; }
browser() { have chromium-headless-shell chromium chromium-browser google-chrome; }
java() { [ -n "${JAVA_HOME:-}" ] || have java; }
debian() { DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1; }

if [ $# = 0 ] && [ "$(id -u)" = 0 ] && have apt-get; then
    wanted=""
    java || wanted="default-jre-headless"
    if ! have chromium-headless-shell || [ -n "$wanted" ]; then
        apt-get update -qq || true
        # shellcheck disable=SC2046,SC2086 - lists of names
        debian chromium-headless-shell $wanted || debian $(browser || echo chromium) $wanted || true
    fi
fi
if [ $# = 0 ]; then exit 0; fi
browser || "$1/playwright" install chromium
java || { echo "The tests of the province on Spark need Java 17 or newer; install a JRE (headless) first." >&2; exit 1; }
