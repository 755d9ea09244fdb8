"""All windows of a province scored from Parquet facts, on DuckDB or Spark, by the rulebook and core of one hall."""

from yichuang.province.assessing import assess
from yichuang.province.errors import ProvinceError
from yichuang.province.facts import Facts, open_facts, write_facts
from yichuang.province.making import Size, make_facts
from yichuang.province.results import Summary, check_out, write_results
from yichuang.province.schema import CONSULTATION, TABLES, Grade, Outcome

__all__ = [
    "CONSULTATION", "TABLES", "Facts", "Grade", "Outcome", "ProvinceError", "Size", "Summary", "assess", "check_out",
    "make_facts", "open_facts", "write_facts", "write_results",
]  # fmt: skip
