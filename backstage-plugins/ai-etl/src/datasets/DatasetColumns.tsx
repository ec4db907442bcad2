import type { Dataset, Field } from '@ai-etl/backstage-plugin-ai-etl-common';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonLink, Link, Text } from '@backstage/ui';
import { RiNodeTree } from '@remixicon/react';
import { useMemo, type ReactNode } from 'react';
import { aiEtlApiRef } from '../api';
import { useFormats } from '../presentation/formats';
import { useLinks } from '../presentation/links';
import { PlainTable, type PlainColumn } from '../presentation/PlainTable';
import { Chips, Section } from '../presentation/Section';
import { useRemote } from '../presentation/useRemote';
import { aiEtlTranslationRef } from '../translation';
import { columnEnds, type ColumnEnds, type OtherEnd } from './column-ends';
import styles from './datasets.module.css';

const SHOWN_ENDS = 2;
const NEIGHBOURS = { direction: 'both', depth: 1, columns: true, maxNodes: 200 } as const;

/** A column of the table about columns; it is left out where no field has anything to say in it. */
interface Facet extends PlainColumn {
  has: (field: Field) => boolean;
  cell: (field: Field) => ReactNode;
}

/** The columns of a dataset: their types, and where their values come from and go. */
export function DatasetColumns({ dataset }: { dataset: Dataset }) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const formats = useFormats();
  const facets = useFacets(dataset);
  if (dataset.fields.length === 0) {
    return (
      <Section title={t('datasets.schema')}>
        <Text color="secondary">{t('datasets.noFields')}</Text>
      </Section>
    );
  }
  const shown = facets.filter(({ has }) => dataset.fields.some(has));
  return (
    <Section title={t('datasets.schema')} hint={formats.number(dataset.fields.length)}>
      <PlainTable
        label={t('datasets.schema')}
        columns={shown}
        rows={dataset.fields.map((field) => ({
          key: field.name,
          cells: shown.map(({ cell }) => cell(field)),
        }))}
      />
    </Section>
  );
}

function useFacets({ id }: Dataset): Facet[] {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const api = useApi(aiEtlApiRef);
  // Nice to have: a page about columns does not fail where lineage does.
  const { value: graph } = useRemote(id, () =>
    api
      .GET('/v1/lineage', { params: { query: { dataset: id, ...NEIGHBOURS } } })
      .then(({ data }) => data)
      .catch(() => undefined),
  );
  const ends = useMemo(() => (graph ? columnEnds(graph, id) : new Map<string, ColumnEnds>()), [graph, id]);
  const always = () => true;
  return [
    { title: t('datasets.column'), has: always, cell: ({ name }) => <strong>{name}</strong> },
    { title: t('datasets.type'), has: always, cell: ({ type }) => <code>{type}</code> },
    {
      title: t('datasets.nullable'),
      has: ({ nullable }) => nullable !== undefined,
      cell: ({ nullable }) => (nullable === undefined ? '–' : t(nullable ? 'datasets.yes' : 'datasets.no')),
    },
    {
      title: t('datasets.sensitivity'),
      has: ({ sensitivity }) => Boolean(sensitivity),
      cell: ({ sensitivity }) => (sensitivity ? <Chips words={[sensitivity]} /> : '–'),
    },
    {
      title: t('datasets.comesFrom'),
      has: ({ name }) => Boolean(ends.get(name)?.from.length),
      cell: ({ name }) => <Ends of={name} dataset={id} ends={ends.get(name)?.from} />,
    },
    {
      title: t('datasets.goesInto'),
      has: ({ name }) => Boolean(ends.get(name)?.to.length),
      cell: ({ name }) => <Ends of={name} dataset={id} ends={ends.get(name)?.to} />,
    },
    {
      title: t('datasets.description'),
      has: ({ description }) => Boolean(description),
      cell: ({ description }) => description ?? '–',
    },
    {
      title: t('datasets.lineage'),
      has: always,
      cell: ({ name }) => <ToLineage dataset={id} column={name} />,
    },
  ];
}

function Ends({ of, dataset, ends = [] }: { of: string; dataset: string; ends?: readonly OtherEnd[] }) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const links = useLinks();
  if (ends.length === 0) return <>–</>;
  const more = ends.length - SHOWN_ENDS;
  return (
    <span className={styles.ends}>
      {ends.slice(0, SHOWN_ENDS).map((end) => (
        <Link key={`${end.dataset} ${end.field}`} href={links.dataset(end.dataset)}>
          {`${end.title} · ${end.field}`}
        </Link>
      ))}
      {more > 0 && (
        <Link href={lineageOf(links, dataset, of)}>{t('common.more', { amount: String(more) })}</Link>
      )}
    </span>
  );
}

function ToLineage({ dataset, column }: { dataset: string; column: string }) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const links = useLinks();
  return (
    <ButtonLink
      size="small"
      variant="tertiary"
      iconStart={<RiNodeTree />}
      aria-label={t('datasets.columnLineage', { name: column })}
      href={lineageOf(links, dataset, column)}
    >
      {t('datasets.lineage')}
    </ButtonLink>
  );
}

const lineageOf = (links: ReturnType<typeof useLinks>, dataset: string, column: string) =>
  links.lineage({ dataset, picked: `dataset:${dataset}`, column });
