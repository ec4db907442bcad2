"""events-hourly

log/app.events, warehouse/public.people → warehouse/public.seen_events (append)

Compiled by AI-ETL from the spec events-hourly (65b915f365a1) for Airflow 3.3.
Change the spec and compile it again; what is changed here is lost.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pendulum
from airflow.sdk import Asset, DAG
from airflow.timetables.interval import CronDataIntervalTimetable

sys.path.insert(0, str(Path(__file__).parent))  # Airflow 3 does not always look beside the DAG
from ai_etl_runtime import ClickHouse, Copy, Postgres, Statements, Watermark  # noqa: E402

with DAG(
    dag_id="events-hourly",
    description="events-hourly",
    schedule=CronDataIntervalTimetable("0 * * * *", timezone="UTC"),
    start_date=pendulum.datetime(2024, 1, 1, tz="UTC"),
    catchup=False,
    max_active_runs=1,
    default_args={
        "owner": "airflow",
    },
    tags=["ai-etl"],
    doc_md=__doc__,
):
    # Finds out where the last load of log/app.events ended, by number
    watermark_events = Watermark(
        task_id="watermark_events",
        database=Postgres("warehouse"),
        sql="sql/events_hourly/watermark_events.sql",
    )

    # What is new in log/app.events since then lands beside the target, row by row as it is
    land_events = Copy(
        task_id="land_events",
        source=ClickHouse("log"),
        query="sql/events_hourly/read_events.sql",
        target=Postgres("warehouse"),
        sql="sql/events_hourly/land_events.sql",
    )

    # Works the rows out and publishes them into public.seen_events (append), and keeps how far the source was read
    publish_load = Statements(
        task_id="publish_load",
        database=Postgres("warehouse"),
        sql="sql/events_hourly/publish_load.sql",
        lineage="sql/events_hourly/publish_load.lineage.json",
        outlets=[Asset("warehouse/public.seen_events")],
    )

    # Drops the landed tables
    clean_up_load = Statements(
        task_id="clean_up_load",
        database=Postgres("warehouse"),
        sql="sql/events_hourly/clean_up_load.sql",
    )

    watermark_events >> land_events >> publish_load >> clean_up_load
