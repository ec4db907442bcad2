import { Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './fields.module.css';

/** Title, help and problems around a field, as the form's own fields have them. */
export function FieldFrame(props: { title?: string; description?: string; errors?: string[]; required?: boolean; children: ReactNode }) {
  return (
    <section className={styles.field} aria-label={props.title}>
      <div className={styles.head}>
        {props.title && (
          <Text as="h4" variant="body-medium" weight="bold">
            {props.title}
            {props.required && ' *'}
          </Text>
        )}
        {props.description && (
          <Text variant="body-small" color="secondary">
            {props.description}
          </Text>
        )}
      </div>
      {props.children}
      {props.errors?.map(error => (
        <Text key={error} variant="body-small" color="danger" role="alert">
          {error}
        </Text>
      ))}
    </section>
  );
}
