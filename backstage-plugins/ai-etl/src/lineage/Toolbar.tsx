import type { LineageGraph } from '@ai-etl/backstage-plugin-ai-etl-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Switch, ToggleButton, ToggleButtonGroup, Tooltip, TooltipTrigger } from '@backstage/ui';
import { RiDownloadLine } from '@remixicon/react';
import { Choice } from '../presentation/Choice';
import { aiEtlTranslationRef } from '../translation';
import { DEPTHS, type LineageView } from './address';
import { AsOf } from './AsOf';
import { GraphSearch } from './GraphSearch';
import styles from './lineage.module.css';

interface ToolbarProps {
  graph: LineageGraph;
  view: LineageView;
  change: (part: Partial<LineageView>) => void;
  onExport?: () => void;
}

/** How the graph is looked at. */
export function Toolbar({ graph, view, change, onExport }: ToolbarProps) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const directions = [
    { id: 'both', label: t('lineage.both') },
    { id: 'upstream', label: t('lineage.upstream') },
    { id: 'downstream', label: t('lineage.downstream') },
  ];
  return (
    <div className={styles.toolbar} role="group" aria-label={t('lineage.toolbar')}>
      <GraphSearch graph={graph} onPick={(picked) => change({ picked })} />
      <div className={styles.narrow}>
        <Choice
          label={t('lineage.direction')}
          value={view.direction}
          options={directions}
          onChange={(direction) => change({ direction: direction as LineageView['direction'] })}
        />
      </div>
      <div className={styles.narrow}>
        <Choice
          label={t('lineage.depth')}
          value={String(view.depth)}
          options={DEPTHS.map((depth) => ({ id: String(depth), label: `${t('lineage.depth')}: ${depth}` }))}
          onChange={(depth) => change({ depth: Number(depth) })}
        />
      </div>
      {view.focus && <AsOf focus={view.focus} at={view.at} change={change} />}
      <Switch
        label={t('lineage.columns')}
        isSelected={view.columns}
        onChange={(columns) => change({ columns })}
      />
      <TooltipTrigger>
        <Switch
          label={t('lineage.indirect')}
          isSelected={view.indirect}
          onChange={(indirect) => change({ indirect })}
        />
        <Tooltip>{t('lineage.indirectHint')}</Tooltip>
      </TooltipTrigger>
      <Switch
        label={t('lineage.impact')}
        isSelected={view.impact}
        // What would break is asked about what is there now.
        isDisabled={view.at !== undefined}
        onChange={(impact) => change({ impact })}
      />
      <span className={styles.push} />
      <ToggleButtonGroup
        aria-label={t('lineage.looks')}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[view.table ? 'table' : 'graph']}
        onSelectionChange={(keys) => change({ table: keys.has('table') })}
      >
        <ToggleButton id="graph">{t('lineage.graph')}</ToggleButton>
        <ToggleButton id="table">{t('lineage.table')}</ToggleButton>
      </ToggleButtonGroup>
      {!view.table && (
        <Button
          size="small"
          variant="secondary"
          iconStart={<RiDownloadLine />}
          onPress={onExport}
          isDisabled={!onExport}
        >
          {t('lineage.exportSvg')}
        </Button>
      )}
    </div>
  );
}
