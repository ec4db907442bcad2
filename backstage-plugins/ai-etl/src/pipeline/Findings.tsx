import type { Finding } from '@ai-etl/backstage-plugin-ai-etl-common';
import { RiErrorWarningFill, RiInformationFill } from '@remixicon/react';
import styles from './pipeline.module.css';

const COLORS: Record<Finding['severity'], string> = {
  error: 'var(--bui-fg-negative)',
  warning: 'var(--bui-fg-warning)',
  info: 'var(--bui-fg-announcement)',
};

/** What validation or a compiler had to say: what, where, and what to do. */
export function Findings({ findings }: { findings: readonly Finding[] }) {
  return (
    <ul className={styles.findings}>
      {findings.map((finding, index) => {
        const Icon = finding.severity === 'info' ? RiInformationFill : RiErrorWarningFill;
        return (
          <li key={index}>
            <Icon size={16} color={COLORS[finding.severity]} aria-label={finding.severity} />
            <span>
              {finding.step && <code>{finding.step}</code>} {finding.message}
              {finding.hint && <span className={styles.quiet}> {finding.hint}</span>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
