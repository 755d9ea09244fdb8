"""Opening a folder of facts: every file must have the columns of its table before anything is counted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from yichuang.province.errors import ProvinceError
from yichuang.province.schema import NEEDED, TABLES


@dataclass(frozen=True)
class Facts:
    """A checked folder of facts; `tables` are those that have files."""

    folder: Path
    tables: frozenset[str]

    def pattern(self, table: str) -> str:
        """What an engine reads a table by."""
        return str(self.folder / table / "*.parquet")


def open_facts(folder: Path) -> Facts:
    """Check a folder of facts; ProvinceError naming the file and column that do not fit."""
    if not folder.is_dir():
        raise ProvinceError(f"{folder} is no folder; give the one that holds windows/, cases/, ratings/, findings/")
    found = {table: sorted((folder / table).glob("*.parquet")) for table in TABLES}
    for table in NEEDED:
        if not found[table]:
            raise ProvinceError(f"{folder / table} holds no .parquet file; export the facts of the halls into it")
    for table, paths in found.items():
        for path in paths:
            _check(path, TABLES[table])
    return Facts(folder.resolve(), frozenset(table for table, paths in found.items() if paths))


def _check(path: Path, schema: pa.Schema) -> None:
    try:
        written = pq.read_schema(path)
    except (pa.ArrowException, OSError) as error:
        raise ProvinceError(f"{path} is no Parquet file; export it again") from error
    kinds = {field.name: field.type for field in written}
    for field in schema:
        if field.name not in kinds:
            raise ProvinceError(f"{path} has no column {field.name!r}; export it again")
        if not _fits(kinds[field.name], field.type):
            wrong = f"column {field.name!r} is {kinds[field.name]}, not {field.type}"
            raise ProvinceError(f"{path}: {wrong}; export it again")


def _fits(kind: pa.DataType, wanted: pa.DataType) -> bool:
    if pa.types.is_integer(wanted):
        return pa.types.is_integer(kind)
    if pa.types.is_string(wanted):
        return pa.types.is_string(kind) or pa.types.is_large_string(kind)
    return kind == wanted


def write_facts(folder: Path, name: str, rows: Mapping[str, Iterable[Mapping[str, object]]]) -> None:
    """Write the tables of one hall as `<table>/<name>.parquet`, replacing what was there under this name."""
    try:
        for table, schema in TABLES.items():
            path = folder / table / f"{name}.parquet"
            path.parent.mkdir(parents=True, exist_ok=True)
            # Whoever reads meanwhile sees the old file or the new one.
            half = path.with_suffix(".part")
            with pq.ParquetWriter(half, schema, compression="zstd") as writer:
                for part in _parts(rows.get(table, ())):
                    writer.write_table(pa.Table.from_pylist(part, schema=schema))
            half.replace(path)
    except OSError as error:
        raise ProvinceError(f"{folder} cannot be written: {error.strerror}; choose another place") from error


def _parts(rows: Iterable[Mapping[str, object]], most: int = 50_000) -> Iterable[list[Mapping[str, object]]]:
    part: list[Mapping[str, object]] = []
    for row in rows:
        part.append(row)
        if len(part) == most:
            yield part
            part = []
    if part:
        yield part
