"""Two branches of one source; what one filters the other still needs

files/flights.csv → warehouse/marts.late_flights (append)
files/flights.csv → warehouse/marts.calm_airports (replace)

Compiled by AI-ETL from the spec one-source-two-marts (f86abdbeaeb5) for Airflow 3.3.
Change the spec and compile it again; what is changed here is lost.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pendulum
from airflow.sdk import Asset, DAG

sys.path.insert(0, str(Path(__file__).parent))  # Airflow 3 does not always look beside the DAG
from ai_etl_runtime import ClickHouse, Copy, File, Statements  # noqa: E402

with DAG(
    dag_id="one-source-two-marts",
    description="Two branches of one source; what one filters the other still needs",
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
    land_flights = Copy(
        task_id="land_flights",
        source=File("files", "flights.csv"),
        target=ClickHouse("warehouse"),
        sql="sql/one_source_two_marts/land_flights.sql",
    )

    # Works the rows out and publishes them into marts.late_flights (append)
    publish_mart = Statements(
        task_id="publish_mart",
        database=ClickHouse("warehouse"),
        sql="sql/one_source_two_marts/publish_mart.sql",
        lineage="sql/one_source_two_marts/publish_mart.lineage.json",
        outlets=[Asset("warehouse/marts.late_flights")],
    )

    # Works the rows out and publishes them into marts.calm_airports (replace)
    publish_mart_calm = Statements(
        task_id="publish_mart_calm",
        database=ClickHouse("warehouse"),
        sql="sql/one_source_two_marts/publish_mart_calm.sql",
        lineage="sql/one_source_two_marts/publish_mart_calm.lineage.json",
        outlets=[Asset("warehouse/marts.calm_airports")],
    )

    # Drops the landed tables
    clean_up_flights = Statements(
        task_id="clean_up_flights",
        database=ClickHouse("warehouse"),
        sql="sql/one_source_two_marts/clean_up_flights.sql",
    )

    land_flights >> publish_mart >> clean_up_flights
    land_flights >> publish_mart_calm >> clean_up_flights
