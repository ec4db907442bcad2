import { Container } from '@backstage/ui';
import { useSearchParams } from 'react-router-dom';
import { Frame } from '../presentation/Frame';
import { viewOf } from './address';
import { LineageExplorer } from './LineageExplorer';
import { StartPicker } from './StartPicker';
import styles from './lineage.module.css';

/** Lineage of anything; the address says of what and how it is looked at. */
export function LineagePage() {
  const [search] = useSearchParams();
  const { focus } = viewOf(search);
  return (
    <Frame>
      <Container>
        {focus ? (
          <div className={styles.page}>
            <LineageExplorer />
          </div>
        ) : (
          <StartPicker />
        )}
      </Container>
    </Frame>
  );
}
