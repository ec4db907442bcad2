"""The DAG loads without an error and holds the tasks of its spec, in their order."""

from pathlib import Path

from airflow.dag_processing.dagbag import DagBag

DAGS = Path(__file__).parent.parent / "dags"


def test_the_dag_loads_and_keeps_its_order():
    bag = DagBag(dag_folder=str(DAGS / "orders_nightly.py"))
    assert bag.import_errors == {}
    dag = bag.dags["orders-nightly"]
    assert dag.task_ids and set(dag.task_ids) == {"watermark_rows", "land_rows", "check_checked_keys_are_unique", "publish_load", "keep_watermark_load", "clean_up_load"}
    assert "land_rows" in dag.get_task("watermark_rows").downstream_task_ids
    assert "check_checked_keys_are_unique" in dag.get_task("land_rows").downstream_task_ids
    assert "publish_load" in dag.get_task("check_checked_keys_are_unique").downstream_task_ids
    assert "keep_watermark_load" in dag.get_task("publish_load").downstream_task_ids
    assert "clean_up_load" in dag.get_task("keep_watermark_load").downstream_task_ids
