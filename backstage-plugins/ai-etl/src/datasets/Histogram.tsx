import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useFormats } from '../presentation/formats';
import { aiEtlTranslationRef } from '../translation';
import styles from './datasets.module.css';

const ROOM = { width: 240, height: 64, gap: 2 };

/** Equal-width bins as bars. */
export function Histogram({
  name,
  bins,
}: {
  name: string;
  bins: readonly { from: string; to: string; count: number }[];
}) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const formats = useFormats();
  const most = Math.max(1, ...bins.map((bin) => bin.count));
  const width = (ROOM.width - ROOM.gap * (bins.length - 1)) / bins.length;
  const [from, to] = [formats.value(bins[0].from), formats.value(bins[bins.length - 1].to)];
  return (
    <div>
      <svg
        role="img"
        aria-label={t('datasets.histogram', { name, from, to })}
        viewBox={`0 0 ${ROOM.width} ${ROOM.height}`}
        preserveAspectRatio="none"
        className={styles.histogram}
      >
        {bins.map((bin, index) => {
          const height = bin.count === 0 ? 0 : Math.max(1, (ROOM.height * bin.count) / most);
          return (
            <rect
              key={bin.from}
              x={index * (width + ROOM.gap)}
              y={ROOM.height - height}
              width={Math.max(0.5, width)}
              height={height}
              rx={1}
              fill="var(--bui-fg-announcement)"
            >
              <title>{`${formats.value(bin.from)} – ${formats.value(bin.to)}: ${formats.number(bin.count)}`}</title>
            </rect>
          );
        })}
      </svg>
      <span className={styles.range}>
        <span>{from}</span>
        <span>{to}</span>
      </span>
    </div>
  );
}
