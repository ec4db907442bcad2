"""Delays by city, as files

files/flights.csv, warehouse/public.airports → files/out/delays.csv.gz (replace)
files/flights.csv, warehouse/public.airports → files/out/delays.jsonl (replace)
files/flights.csv, warehouse/public.airports → files/delays.parquet (replace)

Compiled by AI-ETL from the spec delays-for-partners (5b05e6275e24) for Airflow 2.11.
Change the spec and compile it again; what is changed here is lost.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pendulum
from airflow import DAG
from airflow.datasets import Dataset

sys.path.insert(0, str(Path(__file__).parent))  # Airflow 3 does not always look beside the DAG
from ai_etl_runtime import Check, Copy, DuckDb, File, Postgres, Remove, Save  # noqa: E402

with DAG(
    dag_id="delays-for-partners",
    description="Delays by city, as files",
    schedule=None,
    start_date=pendulum.datetime(2024, 1, 1, tz="UTC"),
    catchup=False,
    max_active_runs=1,
    default_args={
        "owner": "airflow",
    },
    tags=["ai-etl"],
    doc_md=__doc__,
):
    # files/flights.csv lands beside the target, row by row as it is
    land_flights_for_as_csv = Copy(
        task_id="land_flights_for_as_csv",
        source=File("files", "flights.csv"),
        target=DuckDb("files", "out/.delays_for_partners_as_csv.duckdb"),
        sql="sql/delays_for_partners/land_flights_for_as_csv.sql",
    )

    # warehouse/public.airports lands beside the target, row by row as it is
    land_airports_for_as_csv = Copy(
        task_id="land_airports_for_as_csv",
        source=Postgres("warehouse"),
        query="sql/delays_for_partners/read_airports_for_as_csv.sql",
        target=DuckDb("files", "out/.delays_for_partners_as_csv.duckdb"),
        sql="sql/delays_for_partners/land_airports_for_as_csv.sql",
    )

    # Stops the run when rows break the rule "delays are there"
    check_checked_delays_are_there_for_as_csv = Check(
        task_id="check_checked_delays_are_there_for_as_csv",
        database=DuckDb("files", "out/.delays_for_partners_as_csv.duckdb"),
        sql="sql/delays_for_partners/check_checked_delays_are_there_for_as_csv.sql",
    )

    # Works the rows out and writes out/delays.csv.gz, which takes the old one's place at once
    publish_as_csv = Save(
        task_id="publish_as_csv",
        database=DuckDb("files", "out/.delays_for_partners_as_csv.duckdb"),
        target=File("files", "out/delays.csv.gz"),
        sql="sql/delays_for_partners/publish_as_csv.sql",
        lineage="sql/delays_for_partners/publish_as_csv.lineage.json",
        outlets=[Dataset("files/out/delays.csv.gz")],
    )

    # Removes the file in which the rows were worked on
    clean_up_as_csv = Remove(
        task_id="clean_up_as_csv",
        database=DuckDb("files", "out/.delays_for_partners_as_csv.duckdb"),
    )

    # files/flights.csv lands beside the target, row by row as it is
    land_flights_for_as_lines = Copy(
        task_id="land_flights_for_as_lines",
        source=File("files", "flights.csv"),
        target=DuckDb("files", "out/.delays_for_partners_as_lines.duckdb"),
        sql="sql/delays_for_partners/land_flights_for_as_lines.sql",
    )

    # warehouse/public.airports lands beside the target, row by row as it is
    land_airports_for_as_lines = Copy(
        task_id="land_airports_for_as_lines",
        source=Postgres("warehouse"),
        query="sql/delays_for_partners/read_airports_for_as_lines.sql",
        target=DuckDb("files", "out/.delays_for_partners_as_lines.duckdb"),
        sql="sql/delays_for_partners/land_airports_for_as_lines.sql",
    )

    # Stops the run when rows break the rule "delays are there"
    check_checked_delays_are_there_for_as_lines = Check(
        task_id="check_checked_delays_are_there_for_as_lines",
        database=DuckDb("files", "out/.delays_for_partners_as_lines.duckdb"),
        sql="sql/delays_for_partners/check_checked_delays_are_there_for_as_lines.sql",
    )

    # Works the rows out and writes out/delays.jsonl, which takes the old one's place at once
    publish_as_lines = Save(
        task_id="publish_as_lines",
        database=DuckDb("files", "out/.delays_for_partners_as_lines.duckdb"),
        target=File("files", "out/delays.jsonl"),
        sql="sql/delays_for_partners/publish_as_lines.sql",
        lineage="sql/delays_for_partners/publish_as_lines.lineage.json",
        outlets=[Dataset("files/out/delays.jsonl")],
    )

    # Removes the file in which the rows were worked on
    clean_up_as_lines = Remove(
        task_id="clean_up_as_lines",
        database=DuckDb("files", "out/.delays_for_partners_as_lines.duckdb"),
    )

    # files/flights.csv lands beside the target, row by row as it is
    land_flights_for_as_parquet = Copy(
        task_id="land_flights_for_as_parquet",
        source=File("files", "flights.csv"),
        target=DuckDb("files", ".delays_for_partners_as_parquet.duckdb"),
        sql="sql/delays_for_partners/land_flights_for_as_parquet.sql",
    )

    # warehouse/public.airports lands beside the target, row by row as it is
    land_airports_for_as_parquet = Copy(
        task_id="land_airports_for_as_parquet",
        source=Postgres("warehouse"),
        query="sql/delays_for_partners/read_airports_for_as_parquet.sql",
        target=DuckDb("files", ".delays_for_partners_as_parquet.duckdb"),
        sql="sql/delays_for_partners/land_airports_for_as_parquet.sql",
    )

    # Stops the run when rows break the rule "delays are there"
    check_checked_delays_are_there_for_as_parquet = Check(
        task_id="check_checked_delays_are_there_for_as_parquet",
        database=DuckDb("files", ".delays_for_partners_as_parquet.duckdb"),
        sql="sql/delays_for_partners/check_checked_delays_are_there_for_as_parquet.sql",
    )

    # Works the rows out and writes delays.parquet, which takes the old one's place at once
    publish_as_parquet = Save(
        task_id="publish_as_parquet",
        database=DuckDb("files", ".delays_for_partners_as_parquet.duckdb"),
        target=File("files", "delays.parquet"),
        sql="sql/delays_for_partners/publish_as_parquet.sql",
        lineage="sql/delays_for_partners/publish_as_parquet.lineage.json",
        outlets=[Dataset("files/delays.parquet")],
    )

    # Removes the file in which the rows were worked on
    clean_up_as_parquet = Remove(
        task_id="clean_up_as_parquet",
        database=DuckDb("files", ".delays_for_partners_as_parquet.duckdb"),
    )

    land_flights_for_as_csv >> land_airports_for_as_csv >> check_checked_delays_are_there_for_as_csv >> publish_as_csv >> clean_up_as_csv
    land_flights_for_as_lines >> land_airports_for_as_lines >> check_checked_delays_are_there_for_as_lines >> publish_as_lines >> clean_up_as_lines
    land_flights_for_as_parquet >> land_airports_for_as_parquet >> check_checked_delays_are_there_for_as_parquet >> publish_as_parquet >> clean_up_as_parquet
