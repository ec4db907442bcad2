import { Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import { CopyLine } from './CopyLine';
import styles from './presentation.module.css';

/** Says why there is nothing and what brings something. */
export function Notice(props: {
  icon?: ReactNode;
  title: string;
  text?: string;
  command?: string;
  children?: ReactNode;
}) {
  return (
    <div className={styles.notice} role="status">
      {props.icon && <span className={styles.noticeIcon}>{props.icon}</span>}
      <Text as="h3" variant="title-x-small" weight="bold">
        {props.title}
      </Text>
      {props.text && (
        <Text as="p" color="secondary" className={styles.noticeText}>
          {props.text}
        </Text>
      )}
      {props.command && <CopyLine text={props.command} />}
      {props.children}
    </div>
  );
}
