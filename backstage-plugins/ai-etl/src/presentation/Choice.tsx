import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Select } from '@backstage/ui';
import { aiEtlTranslationRef } from '../translation';

const ALL = ' all';
/** So many are read through; more of them are searched. */
const MOST_TO_READ = 12;

/** One of several values, or all of them. */
export function Choice(props: {
  label: string;
  value: string | undefined;
  options: readonly { id: string; label: string }[];
  onChange: (value: string | undefined) => void;
  /** Without it there is no "All". */
  optional?: boolean;
}) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const known = props.options.some((option) => option.id === props.value);
  const lost = props.value !== undefined && !known ? [{ id: props.value, label: props.value }] : [];
  const all = props.optional ? [{ id: ALL, label: `${props.label}: ${t('common.all')}` }] : [];
  return (
    <Select
      size="small"
      search={props.options.length > MOST_TO_READ ? { placeholder: t('common.find') } : undefined}
      aria-label={props.label}
      options={[...all, ...lost, ...props.options]}
      value={props.value ?? (props.optional ? ALL : null)}
      onChange={(key) => props.onChange(key === ALL || key === null ? undefined : String(key))}
    />
  );
}
