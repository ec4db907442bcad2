import { Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './fields.module.css';

/** Title and help around a field; the form itself says what is wrong with it. */
export function FieldFrame(props: {
  title?: string;
  description?: string;
  required?: boolean;
  children: ReactNode;
}) {
  return (
    <section className={styles.field} aria-label={props.title}>
      <div className={styles.head}>
        {props.title && (
          <Text as="h4" variant="body-medium" weight="bold">
            {props.title}
            {props.required && ' *'}
          </Text>
        )}
        {props.description && <span className={styles.quiet}>{props.description}</span>}
      </div>
      {props.children}
    </section>
  );
}
