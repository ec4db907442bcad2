import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { isAiEtlError, type AiEtlError } from '../errors';
import type { Language } from '../language';
import { ProgressLine } from './progress-line';
import type { Verb } from './verb';
import { verbs } from './verbs';

const words = {
  en: {
    about: 'Low-code data engineering from the command line',
    examples: 'Examples',
    interrupted: 'interrupted',
    internal: 'This is a defect of AI-ETL; please report it with the text above.',
  },
  ru: {
    about: 'Инженерия данных с малым количеством кода, из командной строки',
    examples: 'Примеры',
    interrupted: 'прервано',
    internal: 'Это ошибка AI-ETL; сообщите о ней вместе с текстом выше.',
  },
};
const titles: Record<Language, Record<string, string>> = {
  en: {},
  ru: { 'Usage:': 'Вызов:', 'Arguments:': 'Аргументы:', 'Options:': 'Ключи:', 'Commands:': 'Команды:' },
};

/**
 * Runs one command line.
 * @returns the exit code: 0 done; 1 the operation failed or data was refused; 2 wrong usage or an invalid spec
 * @internal
 */
export async function main(commandLine: string[]): Promise<number> {
  const language = languageOf(commandLine);
  const exit = { code: 0 };
  const program = new Command('ai-etl')
    .description(words[language].about)
    .version(packageVersion())
    .option('--json', 'one JSON document on stdout')
    .option('--quiet', 'no progress on stderr')
    .option('--language <en|ru>', 'language of messages', language)
    .configureHelp({ styleTitle: (title) => titles[language][title] ?? title, showGlobalOptions: true })
    .addHelpText(
      'after',
      examples(language, [
        'ai-etl profile orders.csv',
        'ai-etl copy orders.csv postgresql://me@localhost/shop#public.orders --mode replace',
        'ai-etl generate "каждый день в 6 утра загружай orders.csv в ClickHouse"',
      ]),
    )
    .exitOverride();
  for (const verb of verbs) declare(program, verb, language, exit);
  try {
    await program.parseAsync(commandLine, { from: 'user' });
    return exit.code;
  } catch (error) {
    // Commander has already said what is wrong; help and version are not failures.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
}

function declare(program: Command, verb: Verb, language: Language, exit: { code: number }): void {
  const command = program
    .command(`${verb.name} ${verb.arguments}`.trim())
    .description(verb.summary[language]);
  for (const [flags, description, fallback] of verb.options)
    command.option(flags, description[language], fallback);
  command
    .addHelpText('after', examples(language, verb.examples))
    .configureHelp({ styleTitle: (title) => titles[language][title] ?? title, showGlobalOptions: true });
  command.exitOverride().action(async () => {
    exit.code = await perform(verb, command, language);
  });
}

async function perform(verb: Verb, command: Command, language: Language): Promise<number> {
  const options = command.optsWithGlobals<Record<string, unknown>>();
  const progress = new ProgressLine(process.stderr, options.quiet === true);
  const abort = new AbortController();
  const interrupt = () => abort.abort(new Error(words[language].interrupted));
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  try {
    const outcome = await verb.run({
      arguments: command.args,
      options,
      language,
      signal: abort.signal,
      progress,
    });
    progress.end();
    print(options.json ? JSON.stringify(outcome.json, jsonValue, 2) : outcome.text);
    return outcome.exitCode ?? 0;
  } catch (error) {
    progress.end();
    return explain(error, options.json === true, language);
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  }
}

/** Says an error in the user's language on stderr, and with `--json` as a document on stdout too. */
function explain(error: unknown, json: boolean, language: Language): number {
  const problems = error instanceof AggregateError ? error.errors : [error];
  if (json)
    print(JSON.stringify({ error: jsonError(problems[0]), errors: problems.map(jsonError) }, jsonValue, 2));
  for (const problem of problems) {
    process.stderr.write(
      isAiEtlError(problem)
        ? `${problem.render(language)}\n`
        : `${String(problem instanceof Error ? problem.stack : problem)}\n${words[language].internal}\n`,
    );
  }
  return problems.some((problem) => isAiEtlError(problem) && isInvalidInput(problem)) ? 2 : 1;
}

const isInvalidInput = (error: AiEtlError) => /^(cli|spec|plan)\./.test(error.code) && error.kind === 'input';
const jsonError = (error: unknown) =>
  isAiEtlError(error) ? error.toJSON() : { code: 'internal', kind: 'internal', message: String(error) };
const jsonValue = (_key: string, value: unknown) => (typeof value === 'bigint' ? value.toString() : value);
const print = (text: string) => process.stdout.write(`${text}\n`);
const examples = (language: Language, lines: string[]) =>
  `\n${words[language].examples}:\n${lines.map((line) => `  $ ${line}`).join('\n')}\n`;

function languageOf(commandLine: string[]): Language {
  const named = commandLine[commandLine.indexOf('--language') + 1];
  const asked = commandLine.includes('--language')
    ? named
    : (process.env.AI_ETL_LANGUAGE ?? process.env.LC_ALL ?? process.env.LANG ?? '');
  return asked?.startsWith('ru') ? 'ru' : 'en';
}

function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}
