import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import { RiNodeTree } from '@remixicon/react';
import { useState } from 'react';
import { aiEtlApiRef } from '../api';
import { useLinks } from '../presentation/links';
import { Loaded } from '../presentation/Loaded';
import { Notice } from '../presentation/Notice';
import { SearchBox } from '../presentation/SearchBox';
import { Section } from '../presentation/Section';
import { useRemote } from '../presentation/useRemote';
import { aiEtlTranslationRef } from '../translation';
import styles from './lineage.module.css';

const SHOWN = 8;

/** Where to start, when the address does not say. */
export function StartPicker() {
  const api = useApi(aiEtlApiRef);
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const links = useLinks();
  const [search, setSearch] = useState('');
  const query = { search: search || undefined, limit: SHOWN };
  const remote = useRemote(search, async () => {
    const [datasets, pipelines] = await Promise.all([
      api.GET('/v1/datasets', { params: { query } }),
      api.GET('/v1/pipelines', { params: { query } }),
    ]);
    return {
      datasets: datasets.data!.items.map(({ id, title, name, system }) => ({
        key: id,
        title: title ?? name,
        hint: system,
        href: links.lineage({ dataset: id }),
      })),
      pipelines: pipelines.data!.items.map(({ name, description }) => ({
        key: name,
        title: name,
        hint: description,
        href: links.lineage({ pipeline: name }),
      })),
    };
  });
  return (
    <div className={styles.start}>
      <Text as="h2" variant="title-small" weight="bold">
        {t('lineage.start')}
      </Text>
      <Text color="secondary">{t('lineage.startText')}</Text>
      <div className={styles.startSearch}>
        <SearchBox label={t('lineage.find')} value={search} onSearch={setSearch} />
      </div>
      <Loaded remote={remote}>
        {({ datasets, pipelines }) =>
          search === '' && datasets.length + pipelines.length === 0 ? (
            <Notice icon={<RiNodeTree />} title={t('datasets.emptyTitle')} text={t('lineage.empty')} />
          ) : (
            <div className={styles.startLists}>
              <Starts title={t('nav.datasets')} items={datasets} />
              <Starts title={t('nav.pipelines')} items={pipelines} />
            </div>
          )
        }
      </Loaded>
    </div>
  );
}

function Starts({
  title,
  items,
}: {
  title: string;
  items: { key: string; title: string; hint?: string; href: string }[];
}) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  return (
    <Section title={title}>
      {items.length === 0 && <span className={styles.quiet}>{t('lineage.noMatch')}</span>}
      <ul className={styles.startList}>
        {items.map((item) => (
          <li key={item.key}>
            <Link href={item.href}>{item.title}</Link>
            <span className={styles.quiet}>{item.hint}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
