import { Header } from '@backstage/ui';
import type { ComponentProps } from 'react';
import styles from './frame.module.css';

/** The head of a page about one thing; names are shown whole, on a phone above the buttons. */
export function PageHead(props: ComponentProps<typeof Header>) {
  return (
    <div className={styles.pageHead}>
      <Header {...props} />
    </div>
  );
}
