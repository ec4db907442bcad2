import { CopyButton } from './CopyButton';
import styles from './presentation.module.css';

/** A line for the terminal with a button that copies it. */
export function CopyLine({ text }: { text: string }) {
  return (
    <span className={styles.copyLine}>
      <code>{text}</code>
      <CopyButton text={text} />
    </span>
  );
}
