import { appLanguageApiRef, type ApiHolder } from '@backstage/frontend-plugin-api';
import { textLanguage } from '../presentation/language';

/**
 * Names of the tabs, here and not among the messages: the catalog wants them as texts when the app starts, before a
 * translation is loaded. Who changes the language sees them in it after the next load of the page.
 */
export const TAB_TITLES = {
  pipeline: { en: 'Pipeline', ru: 'Конвейер' },
  runs: { en: 'Runs', ru: 'Запуски' },
  versions: { en: 'Versions', ru: 'Версии' },
  dataset: { en: 'Dataset', ru: 'Набор данных' },
  lineage: { en: 'Lineage', ru: 'Происхождение' },
} as const;

/** A tab of an entity page. */
export type TabName = keyof typeof TAB_TITLES;

/** The name of a tab in the language that the app starts with. */
export function tabTitle(tab: TabName, apis: ApiHolder): string {
  const language = apis.get(appLanguageApiRef)?.getLanguage().language ?? 'en';
  return TAB_TITLES[tab][textLanguage(language)];
}
