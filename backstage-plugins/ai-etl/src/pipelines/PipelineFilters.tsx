import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { Choice } from '../presentation/Choice';
import { personName } from '../presentation/people';
import { SearchBox } from '../presentation/SearchBox';
import { aiEtlTranslationRef } from '../translation';
import { isNarrowed, type PipelineFilter, type PipelineQuery } from './query';
import styles from './pipelines.module.css';

/** Values to choose from, as the API found them. */
export interface Facets {
  owners: string[];
  tags: string[];
  systems: string[];
}

const people = (refs: readonly string[]) => refs.map((ref) => ({ id: ref, label: personName(ref) }));
const words = (values: readonly string[]) => values.map((value) => ({ id: value, label: value }));

/** Search and filters of the list. */
export function PipelineFilters(props: {
  query: PipelineQuery;
  facets?: Facets;
  onChange: (change: Record<string, string | undefined>) => void;
  onClear: () => void;
}) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const { query, facets, onChange } = props;
  const choices: [PipelineFilter, string, { id: string; label: string }[]][] = [
    ['owner', t('pipelines.owner'), people(facets?.owners ?? [])],
    ['tag', t('pipelines.tag'), words(facets?.tags ?? [])],
    ['system', t('pipelines.system'), words(facets?.systems ?? [])],
  ];
  return (
    <div className={styles.filters} role="search">
      <div className={styles.search}>
        <SearchBox
          label={t('pipelines.search')}
          slash
          placeholder={t('pipelines.searchHint')}
          value={query.search ?? ''}
          onSearch={(search) => onChange({ search })}
        />
      </div>
      {choices.map(([filter, label, options]) => (
        <Choice
          key={filter}
          optional
          label={label}
          value={query[filter]}
          options={options}
          onChange={(value) => onChange({ [filter]: value })}
        />
      ))}
      {isNarrowed(query) && (
        <Button size="small" variant="tertiary" onPress={props.onClear}>
          {t('common.clear')}
        </Button>
      )}
    </div>
  );
}
