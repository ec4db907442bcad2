import type { LineageGraph } from '@ai-etl/backstage-plugin-ai-etl-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Switch, ToggleButton, ToggleButtonGroup, Tooltip, TooltipTrigger } from '@backstage/ui';
import { RiDownloadLine } from '@remixicon/react';
import { Choice } from '../presentation/Choice';
import { aiEtlTranslationRef } from '../translation';
import { DEPTHS, type LineageView } from './address';
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
  const directions = (['both', 'upstream', 'downstream'] as const).map((id) => ({
    id,
    label: t(`lineage.${id}`),
  }));
  return (
    <div className={styles.toolbar} role="toolbar" aria-label={t('nav.lineage')}>
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
        onChange={(impact) => change({ impact })}
      />
      <span className={styles.push} />
      <ToggleButtonGroup
        aria-label={t('nav.lineage')}
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
          SVG
        </Button>
      )}
    </div>
  );
}
