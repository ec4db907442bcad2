"""Clicks by the moment they happened; a phone may tell of them a day later

app/public.clicks → warehouse/analytics.clicks (append)

Compiled by AI-ETL from the spec clicks-log (2ae6ac89e6cf) for Airflow 2.11.
Change the spec and compile it again; what is changed here is lost.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pendulum
from airflow import DAG
from airflow.datasets import Dataset
from airflow.timetables.interval import CronDataIntervalTimetable

sys.path.insert(0, str(Path(__file__).parent))  # Airflow 3 does not always look beside the DAG
from ai_etl_runtime import ClickHouse, Copy, Postgres, Statements, Watermark  # noqa: E402

with DAG(
    dag_id="clicks-log",
    description="Clicks by the moment they happened; a phone may tell of them a day later",
    schedule=CronDataIntervalTimetable("*/15 * * * *", timezone="UTC"),
    start_date=pendulum.datetime(2024, 1, 1, tz="UTC"),
    catchup=False,
    max_active_runs=1,
    default_args={
        "owner": "airflow",
    },
    tags=["ai-etl"],
    doc_md=__doc__,
):
    # Finds out where to start reading app/public.clicks: 1d before the end of the last load, by happened
    watermark_clicks = Watermark(
        task_id="watermark_clicks",
        database=ClickHouse("warehouse"),
        sql="sql/clicks_log/watermark_clicks.sql",
    )

    # What is new in app/public.clicks since then lands beside the target, row by row as it is
    land_clicks = Copy(
        task_id="land_clicks",
        source=Postgres("app"),
        query="sql/clicks_log/read_clicks.sql",
        target=ClickHouse("warehouse"),
        sql="sql/clicks_log/land_clicks.sql",
    )

    # Works the rows out and publishes them into analytics.clicks (append, where click is not there yet)
    publish_load = Statements(
        task_id="publish_load",
        database=ClickHouse("warehouse"),
        sql="sql/clicks_log/publish_load.sql",
        lineage="sql/clicks_log/publish_load.lineage.json",
        outlets=[Dataset("warehouse/analytics.clicks")],
    )

    # Drops the landed tables
    clean_up_load = Statements(
        task_id="clean_up_load",
        database=ClickHouse("warehouse"),
        sql="sql/clicks_log/clean_up_load.sql",
    )

    watermark_clicks >> land_clicks >> publish_load >> clean_up_load
