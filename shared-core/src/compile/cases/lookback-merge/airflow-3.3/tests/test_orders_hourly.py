"""The DAG loads without an error and holds the tasks of its spec, in their order."""

from pathlib import Path

from airflow.dag_processing.dagbag import DagBag

DAGS = Path(__file__).parent.parent / "dags"


def test_the_dag_loads_and_keeps_its_order():
    bag = DagBag(dag_folder=str(DAGS / "orders_hourly.py"))
    assert bag.import_errors == {}
    dag = bag.dags["orders-hourly"]
    assert dag.task_ids and set(dag.task_ids) == {"watermark_orders", "land_orders", "publish_load", "clean_up_load"}
    assert "land_orders" in dag.get_task("watermark_orders").downstream_task_ids
    assert "publish_load" in dag.get_task("land_orders").downstream_task_ids
    assert "clean_up_load" in dag.get_task("publish_load").downstream_task_ids
