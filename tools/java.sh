#!/bin/sh
# A Java runtime for the tests of the province on Spark: the machine's own, else Debian's package.
set -eu
if command -v java >/dev/null 2>&1 || [ -n "${JAVA_HOME:-}" ]; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq default-jre-headless >/dev/null && exit 0
fi
echo "The tests of the province on Spark need Java 17 or newer; install a JRE (headless) first." >&2
exit 1
