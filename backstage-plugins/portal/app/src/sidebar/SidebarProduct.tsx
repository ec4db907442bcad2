import { Link, useSidebarOpenState } from '@backstage/core-components';
import { RiFlowChart } from '@remixicon/react';
import styles from './sidebar.module.css';

/** The product's mark, and its name when there is room. */
export function SidebarProduct({ name }: { name: string }) {
  const { isOpen } = useSidebarOpenState();
  return (
    <Link to="/" underline="none" className={styles.product} aria-label={name}>
      <span className={styles.mark}>
        <RiFlowChart size={20} aria-hidden />
      </span>
      {isOpen && <span className={styles.name}>{name}</span>}
    </Link>
  );
}
