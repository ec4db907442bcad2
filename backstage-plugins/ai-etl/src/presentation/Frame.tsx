import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { PluginHeader } from '@backstage/ui';
import { RiFlowChart } from '@remixicon/react';
import type { ReactNode } from 'react';
import { useLocation } from 'react-router-dom';
import { aiEtlTranslationRef } from '../translation';
import { useLinks } from './links';

/** The bar over every page of the plugin: where one is, and the three ways in. */
export function Frame({ children }: { children: ReactNode }) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const links = useLinks();
  const atHome = useLocation().pathname.replace(/\/$/, '') === links.home;
  const tabs = [
    // The list is at both addresses; at the second one the tab stays marked on the page of a pipeline, too.
    {
      id: 'pipelines',
      label: t('nav.pipelines'),
      href: atHome ? links.home : `${links.home}/pipelines`,
      matchStrategy: 'prefix' as const,
    },
    { id: 'datasets', label: t('nav.datasets'), href: links.datasets, matchStrategy: 'prefix' as const },
    { id: 'lineage', label: t('nav.lineage'), href: links.lineage(), matchStrategy: 'prefix' as const },
  ];
  return (
    <>
      <PluginHeader icon={<RiFlowChart />} title={t('nav.title')} titleLink={links.home} tabs={tabs} />
      {children}
    </>
  );
}
