import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { PluginHeader } from '@backstage/ui';
import { RiFlowChart } from '@remixicon/react';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router-dom';
import { useMayReadAudit } from '../audit/useMayReadAudit';
import { aiEtlTranslationRef } from '../translation';
import { useLinks } from './links';
import { useTitle } from './useTitle';
import styles from './frame.module.css';

/** The bar over every page of the plugin: where one is, and the ways in. */
export function Frame({ children }: { children: ReactNode }) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const links = useLinks();
  return (
    <>
      <div className={styles.head}>
        <PluginHeader icon={<RiFlowChart />} title={t('nav.title')} titleLink={links.home} />
        <Ways />
      </div>
      {children}
    </>
  );
}

/** Links, not the tabs of the header: those name panels that a page of its own does not have. */
function Ways() {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const links = useLinks();
  const mayReadAudit = useMayReadAudit();
  const here = useLocation().pathname.replace(/\/$/, '');
  const ways = [
    { to: `${links.home}/pipelines`, label: t('nav.pipelines') },
    { to: links.datasets, label: t('nav.datasets') },
    { to: links.lineage(), label: t('nav.lineage') },
    ...(mayReadAudit ? [{ to: links.changes, label: t('nav.changes') }] : []),
  ];
  // The list of pipelines is at both addresses.
  const at = here === links.home ? ways[0].to : here;
  const isHere = (to: string) => at === to || at.startsWith(`${to}/`);
  useTitle(ways.find(({ to }) => isHere(to))?.label ?? t('nav.title'));
  return (
    <nav aria-label={t('nav.title')} className={styles.ways}>
      {ways.map(({ to, label }) => (
        <Link key={to} to={to} aria-current={isHere(to) ? 'page' : undefined}>
          {label}
        </Link>
      ))}
    </nav>
  );
}
