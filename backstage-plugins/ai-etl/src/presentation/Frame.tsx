import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { PluginHeader } from '@backstage/ui';
import { RiFlowChart } from '@remixicon/react';
import type { ReactNode } from 'react';
import { aiEtlTranslationRef } from '../translation';
import { useLinks } from './links';

/** The bar over every page of the plugin: where one is, and the three ways in. */
export function Frame({ trail = [], children }: { trail?: { label: string; href: string }[]; children: ReactNode }) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const links = useLinks();
  const tabs = [
    { id: 'pipelines', label: t('nav.pipelines'), href: links.home },
    { id: 'datasets', label: t('nav.datasets'), href: links.datasets },
    { id: 'lineage', label: t('nav.lineage'), href: links.lineage() },
  ];
  return (
    <>
      <PluginHeader icon={<RiFlowChart />} title={t('nav.title')} titleLink={links.home} breadcrumbs={trail} tabs={tabs} />
      {children}
    </>
  );
}
