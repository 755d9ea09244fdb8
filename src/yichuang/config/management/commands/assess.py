import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from yichuang.config.answering import refusing
from yichuang.core.assessment import Quarter
from yichuang.rulebook.assessment import load_rulebook, rulebook_on


class Command(BaseCommand):
    help = "Scores all windows of a province for a quarter from a folder of facts (Parquet), on DuckDB or Spark."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--quarter", required=True, help="such as 2026-Q1")
        parser.add_argument("--facts", required=True, type=Path, help="folder with windows/, cases/, ratings/, …")
        parser.add_argument("--engine", required=True, choices=["duckdb", "spark"])
        parser.add_argument("--master", default="local[*]", help="where Spark runs; without it on this machine")
        parser.add_argument("--out", type=Path, help="a .parquet or .csv file for the sheets, one row a window")
        parser.add_argument("--rulebook", help="its number; without it the one in force on the quarter's last day")
        parser.add_argument("--readings", nargs="+", default=[], metavar="NAME=VALUE", help="such as score.step=ceil")

    @refusing("assess")
    def handle(self, *args: Any, **options: Any) -> None:
        # Ibis and its engines are heavy; no other command waits for them.
        from yichuang.province import assess, check_out, write_results

        quarter = Quarter.parse(options["quarter"])
        rulebook = load_rulebook(options["rulebook"]) if options["rulebook"] else rulebook_on(quarter.last)
        readings = rulebook.readings.but(_readings(options["readings"]))
        if options["out"]:
            check_out(options["out"])
        began = time.perf_counter()
        table, summary = assess(
            options["facts"], quarter, rulebook, engine=options["engine"], readings=readings, master=options["master"]
        )
        if options["out"]:
            write_results(table, options["out"])
        self.stdout.write(
            f"{quarter}, {rulebook.number}, {options['engine']}: {summary.windows} windows, {summary.passed} passed, "
            f"{summary.without_data} without cases or ratings, {summary.findings} findings, "
            f"lowest {summary.lowest}, median {summary.median}, highest {summary.highest}, "
            f"{time.perf_counter() - began:.1f} s"
        )


def _readings(given: list[str]) -> dict[str, object]:
    """Settings as they are typed: true and false are meant, all else is text."""
    words: dict[str, object] = {"true": True, "false": False}
    pairs = (one.partition("=") for one in given)
    return {name: words.get(value, value) for name, _, value in pairs}
