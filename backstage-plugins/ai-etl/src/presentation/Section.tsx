import { Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './presentation.module.css';

/** A part of a page under a heading of its own. */
export function Section(props: { title: string; hint?: string; actions?: ReactNode; children: ReactNode }) {
  return (
    <section className={styles.section} aria-label={props.title}>
      <div className={styles.sectionHead}>
        <Text as="h3" variant="title-x-small" weight="bold">
          {props.title}
        </Text>
        {props.hint && <span className={styles.quiet}>{props.hint}</span>}
        {props.actions && <span className={styles.sectionActions}>{props.actions}</span>}
      </div>
      {props.children}
    </section>
  );
}

/** Short words side by side. */
export function Chips({ words }: { words: readonly string[] }) {
  return (
    <span className={styles.chips}>
      {words.map((word) => (
        <span key={word} className={styles.chip}>
          {word}
        </span>
      ))}
    </span>
  );
}

/** The parts of a page, one under the other. */
export function Stack({ children }: { children: ReactNode }) {
  return <div className={styles.stack}>{children}</div>;
}
