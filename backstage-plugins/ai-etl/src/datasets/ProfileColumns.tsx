import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiAlertLine, RiKey2Line } from '@remixicon/react';
import { useFormats } from '../presentation/formats';
import { textLanguage } from '../presentation/language';
import { aiEtlTranslationRef } from '../translation';
import { Histogram } from './Histogram';
import type { ShownColumn, ShownProfile } from './profile';
import styles from './datasets.module.css';

const SHOWN_VALUES = 5;

/** A card for each column of a profile: how full it is, how its values lie. */
export function ProfileColumns({ profile }: { profile: ShownProfile }) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const formats = useFormats();
  return (
    <>
      <p className={styles.quiet}>
        {t('datasets.rows')}: {formats.number(profile.rows)}
        {profile.keys.length > 0 &&
          ` · ${t('datasets.keys')}: ${profile.keys.map((key) => key.fields.join(' + ')).join(', ')}`}
      </p>
      <div className={styles.cards}>
        {profile.columns.map((column) => (
          <ColumnCard key={column.name} column={column} rows={profile.rows} />
        ))}
      </div>
    </>
  );
}

function ColumnCard({ column, rows }: { column: ShownColumn; rows?: number }) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const formats = useFormats();
  const language = textLanguage(formats.language);
  return (
    <article className={styles.card} aria-label={column.name}>
      <div className={styles.cardHead}>
        {column.unique && <RiKey2Line size={14} aria-label={t('datasets.unique')} />}
        <strong>{column.name}</strong>
        <span className={styles.quiet}>{column.semantic ?? column.type}</span>
      </div>
      <NullBar share={column.nullShare} />
      <Chart column={column} rows={rows} />
      <span className={styles.quiet}>
        {t('datasets.distinct')}: {formats.number(column.distinct)}
        {column.minimum !== undefined &&
          ` · ${t('datasets.range')}: ${formats.value(column.minimum)} – ${formats.value(column.maximum ?? '')}`}
      </span>
      {column.warnings.map((warning) => (
        <span key={warning.en} className={styles.warning}>
          <RiAlertLine size={14} aria-hidden /> {warning[language] || warning.en}
        </span>
      ))}
    </article>
  );
}

function NullBar({ share = 0 }: { share?: number }) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const { language } = useFormats();
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(
    share,
  );
  return (
    <div className={styles.nulls}>
      <svg className={styles.nullBar} viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        <rect width={100} height={4} fill="var(--bui-fg-positive)" opacity={0.55} />
        <rect x={100 - share * 100} width={share * 100} height={4} fill="var(--bui-fg-warning)" />
      </svg>
      <span className={styles.quiet}>
        {t('datasets.nulls')}: {percent}
      </span>
    </div>
  );
}

function Chart({ column, rows }: { column: ShownColumn; rows?: number }) {
  if (column.histogram.length > 1) return <Histogram name={column.name} bins={column.histogram} />;
  const most = rows ?? Math.max(1, ...column.top.map(({ count }) => count));
  return column.top.length === 0 ? null : (
    <TopValues values={column.top.slice(0, SHOWN_VALUES)} most={most} />
  );
}

function TopValues({ values, most }: { values: ShownColumn['top']; most: number }) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const formats = useFormats();
  return (
    <ul className={styles.top} aria-label={t('datasets.topValues')}>
      {values.map(({ value, count }) => (
        <li key={value}>
          <span className={styles.topBar} style={{ width: `${Math.max(1, (100 * count) / most)}%` }} />
          <span className={styles.topValue} title={value}>
            {value}
          </span>
          <span className={styles.topCount}>{formats.number(count)}</span>
        </li>
      ))}
    </ul>
  );
}
