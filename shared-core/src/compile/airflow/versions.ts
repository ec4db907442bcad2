/** What differs between versions of Airflow in what we emit; each row was executed on the real thing. */
export interface AirflowVersion {
  id: string;
  /** Lines that every DAG file starts with. */
  imports: {
    dag: string;
    asset: string;
    param: string;
    exception: string;
    baseHook: string;
    baseOperator: string;
  };
  /** Class of a dataset that a run announces: `Dataset` until 2.x, `Asset` since 3.0. */
  assetClass: 'Dataset' | 'Asset';
  /** Assets are named by an ASCII name before 3.1, by any later. */
  asciiAssets: boolean;
  /** A task announces what it wrote. 3.0 fails a run whose outlet no scheduler has seen yet, `dags test` of a new DAG among them. */
  outlets: boolean;
  /** Mail is told everything: the provider of that time (smtp 2.0) sends none that leaves sender, subject or text to the connection. */
  mailIsExplicit: boolean;
  /** A late run: `sla=` until 2.x; nothing in 3.0, which accepts `sla=` and ignores it; deadline alerts since 3.1. */
  lateness: 'sla' | 'none' | 'deadline';
}

const two = {
  imports: {
    dag: 'from airflow import DAG',
    asset: 'from airflow.datasets import Dataset',
    param: 'from airflow.models.param import Param',
    exception: 'from airflow.exceptions import AirflowException',
    baseHook: 'from airflow.hooks.base import BaseHook',
    baseOperator: 'from airflow.models.baseoperator import BaseOperator',
  },
  assetClass: 'Dataset',
  asciiAssets: true,
  outlets: true,
  mailIsExplicit: false,
  lateness: 'sla',
} as const;

const three = {
  imports: {
    dag: 'from airflow.sdk import DAG',
    asset: 'from airflow.sdk import Asset',
    param: 'from airflow.sdk import Param',
    exception: 'from airflow.exceptions import AirflowException',
    baseHook: 'from airflow.sdk import BaseHook',
    baseOperator: 'from airflow.sdk import BaseOperator',
  },
  assetClass: 'Asset',
  asciiAssets: false,
  outlets: true,
  mailIsExplicit: false,
  lateness: 'deadline',
} as const;

/** The versions that a DAG can be compiled for. */
export const airflowVersions = {
  '2.10': { id: '2.10', ...two, mailIsExplicit: true },
  '2.11': { id: '2.11', ...two },
  '3.0': {
    id: '3.0',
    ...three,
    asciiAssets: true,
    outlets: false,
    lateness: 'none',
    imports: { ...three.imports, baseHook: 'from airflow.hooks.base import BaseHook' },
  },
  '3.3': { id: '3.3', ...three },
} satisfies Record<string, AirflowVersion>;

/** A version that a DAG can be compiled for. @public */
export type AirflowVersionId = keyof typeof airflowVersions;
