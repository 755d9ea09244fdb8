"""Where the facts are counted: DuckDB in this process, or Spark on one machine or many. Both through Ibis."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import duckdb
import ibis

from yichuang.province.errors import ProvinceError

ENGINES = ("duckdb", "spark")
_MEMORY = "2GB"


@contextmanager
def connected(engine: str, *, master: str = "local[*]") -> Iterator[Any]:
    """An Ibis connection, closed at the end; ProvinceError when the engine is not installed."""
    if engine == "duckdb":
        with _duckdb() as connection:
            yield connection
    elif engine == "spark":
        with _spark(master) as connection:
            yield connection
    else:
        raise ProvinceError(f"no engine {engine!r}; choose from {', '.join(ENGINES)}")


@contextmanager
def _duckdb() -> Iterator[Any]:
    with tempfile.TemporaryDirectory(prefix="yichuang-") as folder:
        connection = ibis.duckdb.connect(
            memory_limit=_MEMORY,
            temp_directory=folder,
            preserve_insertion_order=False,
            autoinstall_known_extensions=False,
        )
        try:
            yield connection
        except duckdb.Error as error:
            raise _failed("DuckDB", error) from error
        finally:
            connection.disconnect()


@contextmanager
def _spark(master: str) -> Iterator[Any]:
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise ProvinceError("Spark is not installed; install pyspark, or use --engine duckdb") from error
    if not shutil.which("java") and not os.environ.get("JAVA_HOME"):
        raise ProvinceError("Spark needs Java 17 or newer; install a JRE, or use --engine duckdb")
    builder = SparkSession.builder.master(master).appName("yichuang")
    for name, value in (_SPARK | (_ONE_MACHINE if master.startswith("local") else {})).items():
        builder = builder.config(name, value)
    try:
        session = builder.getOrCreate()
    except PySparkException as error:
        raise _failed("Spark", error) from error
    session.sparkContext.setLogLevel("ERROR")
    try:
        yield ibis.pyspark.connect(session)
    except PySparkException as error:
        raise _failed("Spark", error) from error
    finally:
        session.stop()


def _failed(engine: str, error: Exception) -> ProvinceError:
    said = str(error).strip().partition("\n")[0]
    return ProvinceError(f"{engine} could not count the facts: {said}")


_SPARK = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}
_ONE_MACHINE = {
    "spark.sql.shuffle.partitions": str(os.cpu_count() or 1),
    # The machine's own name often leads nowhere in a hall's network.
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
}
