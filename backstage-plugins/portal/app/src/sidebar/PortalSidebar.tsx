import {
  Sidebar,
  SidebarDivider,
  SidebarGroup,
  SidebarItem,
  SidebarScrollWrapper,
  SidebarSpace,
} from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { NavContentComponent } from '@backstage/plugin-app-react';
import {
  RiAddCircleLine,
  RiDatabase2Line,
  RiFlowChart,
  RiMenuLine,
  RiNodeTree,
  RiSearchLine,
  RiSettings3Line,
  RiStackLine,
} from '@remixicon/react';
import { SidebarProduct } from './SidebarProduct';
import { sidebarTranslationRef } from './translation';

/** Pages that have a place of their own; what a new plugin brings comes after them. The graph of entities is reached from entities. */
const PLACED = {
  pipelines: 'page:ai-etl',
  catalog: 'page:catalog',
  create: 'page:scaffolder',
  search: 'page:search',
  settings: 'page:user-settings',
  graph: 'page:catalog-graph',
} as const;

/** The way to everything in the portal. */
export const PortalSidebar: NavContentComponent = ({ navItems }) => {
  const { t } = useTranslationRef(sidebarTranslationRef);
  const href = (name: keyof typeof PLACED) => navItems.take(PLACED[name])?.href;
  const [pipelines, catalog, create, search, settings] = [
    href('pipelines'),
    href('catalog'),
    href('create'),
    href('search'),
    href('settings'),
    href('graph'),
  ];
  return (
    <Sidebar>
      <SidebarProduct name={t('product')} />
      <SidebarDivider />
      <SidebarGroup label={t('menu')} icon={<RiMenuLine />}>
        {pipelines && (
          <SidebarItem icon={() => <RiFlowChart />} to={`${pipelines}/pipelines`} text={t('pipelines')} />
        )}
        {pipelines && (
          <SidebarItem icon={() => <RiDatabase2Line />} to={`${pipelines}/datasets`} text={t('datasets')} />
        )}
        {pipelines && (
          <SidebarItem icon={() => <RiNodeTree />} to={`${pipelines}/lineage`} text={t('lineage')} />
        )}
        {catalog && <SidebarItem icon={() => <RiStackLine />} to={catalog} text={t('catalog')} />}
        {create && <SidebarItem icon={() => <RiAddCircleLine />} to={create} text={t('create')} />}
        {search && <SidebarItem icon={() => <RiSearchLine />} to={search} text={t('search')} />}
        <SidebarDivider />
        <SidebarScrollWrapper>
          {navItems.rest().map((item) => (
            <SidebarItem key={item.href} icon={() => item.icon} to={item.href} text={item.title} />
          ))}
        </SidebarScrollWrapper>
      </SidebarGroup>
      <SidebarSpace />
      <SidebarDivider />
      {settings && <SidebarItem icon={() => <RiSettings3Line />} to={settings} text={t('settings')} />}
    </Sidebar>
  );
};
