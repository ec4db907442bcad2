"""продажи-по-городам

файлы/данные/продажи за год.csv → хранилище/витрины.продажи_по_городам (replace)

Compiled by AI-ETL from the spec продажи-по-городам (87d153107785) for Airflow 3.3.
Change the spec and compile it again; what is changed here is lost.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pendulum
from airflow.sdk import Asset, DAG

sys.path.insert(0, str(Path(__file__).parent))  # Airflow 3 does not always look beside the DAG
from ai_etl_runtime import Copy, File, Postgres, Statements  # noqa: E402

with DAG(
    dag_id="продажи-по-городам",
    description="продажи-по-городам",
    schedule=None,
    start_date=pendulum.datetime(2024, 1, 1, tz="UTC"),
    catchup=False,
    max_active_runs=1,
    default_args={
        "owner": "аналитика",
    },
    tags=["ai-etl", "продажи", "ежедневно"],
    doc_md=__doc__,
):
    # файлы/данные/продажи за год.csv lands beside the target, row by row as it is
    land_продажи = Copy(
        task_id="land_продажи",
        source=File("файлы", "данные/продажи за год.csv"),
        target=Postgres("хранилище"),
        sql="sql/продажи_по_городам/land_продажи.sql",
    )

    # Works the rows out and publishes them into витрины.продажи_по_городам (replace)
    publish_витрина = Statements(
        task_id="publish_витрина",
        database=Postgres("хранилище"),
        sql="sql/продажи_по_городам/publish_витрина.sql",
        lineage="sql/продажи_по_городам/publish_витрина.lineage.json",
        outlets=[Asset("хранилище/витрины.продажи_по_городам")],
    )

    # Drops the landed tables
    clean_up_витрина = Statements(
        task_id="clean_up_витрина",
        database=Postgres("хранилище"),
        sql="sql/продажи_по_городам/clean_up_витрина.sql",
    )

    land_продажи >> publish_витрина >> clean_up_витрина
