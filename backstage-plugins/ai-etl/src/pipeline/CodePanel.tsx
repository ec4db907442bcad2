import type { Compiled } from '@ai-etl/backstage-plugin-ai-etl-common';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { useState } from 'react';
import { aiEtlApiRef } from '../api';
import { Choice } from '../presentation/Choice';
import { CodeView } from '../presentation/CodeView';
import { Findings } from './Findings';
import { Loaded } from '../presentation/Loaded';
import { Notice } from '../presentation/Notice';
import { useRemote } from '../presentation/useRemote';
import { aiEtlTranslationRef } from '../translation';
import { COMPILE_TARGETS } from './targets';
import styles from './pipeline.module.css';

/** The spec as a person wrote it beside the code that a machine runs. */
export function CodePanel({ name, version, yaml }: { name: string; version: number; yaml: string }) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  return (
    <div className={styles.sideBySide}>
      <div className={styles.column}>
        <div className={styles.columnHead}>{t('pipeline.spec')}</div>
        <CodeView path={`${name}.yaml`} text={yaml} />
      </div>
      <Code name={name} version={version} />
    </div>
  );
}

function Code({ name, version }: { name: string; version: number }) {
  const api = useApi(aiEtlApiRef);
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const [targetId, setTargetId] = useState(COMPILE_TARGETS[0].id);
  const [chosen, setChosen] = useState<Record<string, string>>({});
  const target = COMPILE_TARGETS.find(({ id }) => id === targetId)!;
  const value = target.option && (chosen[target.id] ?? target.option.values[0].id);
  const options = target.option && [`${target.option.key}=${value}`];
  const query = { target: target.id, version, options };
  const remote = useRemote(
    JSON.stringify([name, query]),
    async () => (await api.GET('/v1/pipelines/{name}/code', { params: { path: { name }, query } })).data!,
  );
  return (
    <div className={styles.column}>
      <div className={styles.columnHead}>
        <ToggleButtonGroup
          aria-label={t('pipeline.target')}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[targetId]}
          onSelectionChange={(keys) => setTargetId(String([...keys][0]))}
        >
          {COMPILE_TARGETS.map(({ id, label }) => (
            <ToggleButton key={id} id={id}>
              {label}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        {target.option && (
          <Choice
            label={t(target.option.key === 'version' ? 'pipeline.airflowVersion' : 'pipeline.dialect')}
            value={value}
            options={target.option.values}
            onChange={(next) => next && setChosen((before) => ({ ...before, [target.id]: next }))}
          />
        )}
      </div>
      <Loaded remote={remote}>
        {(compiled) => <CompiledFiles compiled={compiled} stale={remote.refreshing} />}
      </Loaded>
    </div>
  );
}

function CompiledFiles({ compiled, stale }: { compiled: Compiled; stale: boolean }) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const [path, setPath] = useState<string>();
  const file = compiled.files.find((each) => each.path === path) ?? compiled.files[0];
  if (compiled.refusals.length > 0) {
    return (
      <div className={styles.column}>
        <Alert status="warning" icon title={t('pipeline.refused')} />
        <Findings findings={compiled.refusals} />
      </div>
    );
  }
  if (!file) return <Notice title={t('pipeline.noCode')} />;
  const picker = compiled.files.length > 1 && (
    <Choice
      label={t('pipeline.file')}
      value={file.path}
      options={compiled.files.map((each) => ({ id: each.path, label: each.path }))}
      onChange={setPath}
    />
  );
  return (
    <div className={stale ? styles.stale : undefined} aria-busy={stale}>
      <CodeView path={file.path} text={file.text} title={picker || undefined} />
    </div>
  );
}
