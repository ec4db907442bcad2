import type { StepNode } from '@ai-etl/backstage-plugin-ai-etl-common';
import { useMemo } from 'react';
import { StepGraph } from '../pipeline/StepGraph';
import styles from './fields.module.css';

/** Steps as a picture whose boxes lead nowhere: a link would leave the form, and lose it. */
export function StepPicture({ name, steps }: { name: string; steps: readonly StepNode[] }) {
  const still = useMemo(
    () => steps.map((step) => ({ ...step, datasetId: undefined, datasetRef: undefined })),
    [steps],
  );
  return (
    <div className={styles.graph}>
      <StepGraph name={name} steps={still} />
    </div>
  );
}
