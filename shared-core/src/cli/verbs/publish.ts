import type { Language } from '../../language';
import type { Publication, Published } from '../../publishing';
import { cliErrors } from '../errors';
import { options as shared } from '../options';
import { readPipeline } from '../pipelines';
import type { Verb, VerbInput } from '../verb';

/** `ai-etl publish SPEC` @internal */
export const publish: Verb = {
  name: 'publish',
  arguments: '<spec>',
  summary: {
    en: 'publish a pipeline to a portal, as its newest version',
    ru: 'опубликовать конвейер на портале как новую версию',
  },
  options: [
    [
      '--portal <url>',
      {
        en: 'address of the portal (default: AI_ETL_PORTAL_URL)',
        ru: 'адрес портала (иначе AI_ETL_PORTAL_URL)',
      },
    ],
    [
      '--token <token>',
      {
        en: 'token of the portal; better in AI_ETL_PORTAL_TOKEN, which nobody sees in the list of processes',
        ru: 'токен портала; лучше в AI_ETL_PORTAL_TOKEN: его не видно в списке процессов',
      },
    ],
    ['--message <text>', { en: 'what has changed', ru: 'что изменилось' }],
    [
      '--expect-version <number>',
      {
        en: 'only on top of this version; 0: only when there is none yet',
        ru: 'только поверх этой версии; 0 — только если ещё нет ни одной',
      },
    ],
    ['--dry-run', { en: 'only show what would be sent', ru: 'только показать, что было бы отправлено' }],
    shared.datasources,
  ],
  examples: [
    'ai-etl publish pipeline.yaml --portal http://localhost:7007',
    'ai-etl publish pipeline.yaml --message "only delayed flights" --expect-version 3',
    'ai-etl publish pipeline.yaml --dry-run --json',
  ],
  async run(input) {
    const { options, signal, language } = input;
    const { publicationUrl, publish: publishTo } = await import('../../publishing');
    const url = String(options.portal ?? process.env.AI_ETL_PORTAL_URL ?? '');
    if (url === '')
      throw cliErrors['bad-option']({
        option: '--portal',
        value: '',
        expected: 'the address of the portal, here or in AI_ETL_PORTAL_URL',
      });
    const publication = await publicationFrom(input);
    const target = publicationUrl({ url }, publication.spec.name);
    if (options.dryRun) {
      const json = { dryRun: true, method: 'PUT', url: target, body: publication };
      return { json, text: `PUT ${target}\n${JSON.stringify(publication, null, 2)}` };
    }
    const token = (options.token ?? process.env.AI_ETL_PORTAL_TOKEN) as string | undefined;
    const published = await publishTo({ url, token }, publication, signal);
    return { json: published, text: textOf(published, language) };
  },
};

/** A spec that is not valid is told of here, with the place of each problem, and not by the portal. */
async function publicationFrom(input: VerbInput): Promise<Publication> {
  const { options, signal } = input;
  const { publicationOf } = await import('../../publishing');
  const { requirePlan } = await import('../../plan');
  const { sqlReady } = await import('../../sql');
  await sqlReady();
  const { spec, schemas } = await readPipeline(input.arguments[0] ?? '', options, signal);
  requirePlan(spec, schemas);
  return publicationOf(spec, schemas, {
    message: options.message as string | undefined,
    expectedVersion: versionOf(options.expectVersion),
  });
}

function versionOf(text: unknown): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d+$/.test(String(text))) return Number(text);
  throw cliErrors['bad-option']({ option: '--expect-version', value: String(text), expected: 'a number' });
}

const words = {
  en: { changed: 'published', same: 'nothing has changed since', version: 'version' },
  ru: { changed: 'опубликовано', same: 'ничего не изменилось с тех пор', version: 'версия' },
};

function textOf({ name, version, hash, changed, url }: Published, language: Language): string {
  const word = words[language];
  const said = `${name}: ${changed ? word.changed : word.same}, ${word.version} ${version}, ${hash.slice(0, 12)}`;
  return url ? `${said}\n${url}` : said;
}
