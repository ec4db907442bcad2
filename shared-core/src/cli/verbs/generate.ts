import { locate, objectOf, using } from '../locations';
import { options as shared, readText } from '../options';
import type { TableSchema } from '../../schema';
import type { Verb, VerbInput } from '../verb';

/** `ai-etl generate "TEXT"` @internal */
export const generate: Verb = {
  name: 'generate',
  arguments: '<text>',
  summary: {
    en: 'a sentence, Russian or English, becomes a pipeline, or a question',
    ru: 'предложение по-русски или по-английски становится конвейером или вопросом',
  },
  options: [
    [
      '--datasets <file>',
      {
        en: 'YAML or JSON: [{connection, system, object, schema}], or sources by name',
        ru: 'YAML или JSON: [{connection, system, object, schema}] или источники по именам',
      },
    ],
    [
      '--about <source...>',
      { en: 'datasets to describe and use', ru: 'наборы данных, которые описать и использовать' },
    ],
    ['--answer <id=value...>', { en: 'answers to questions', ru: 'ответы на вопросы' }],
    [
      '--model <name>',
      {
        en: 'a chat model at AI_ETL_MODEL_URL with the key AI_ETL_MODEL_KEY',
        ru: 'модель по адресу AI_ETL_MODEL_URL с ключом AI_ETL_MODEL_KEY',
      },
    ],
    shared.datasources,
  ],
  examples: [
    'ai-etl generate "every day at 6 load flights.csv into ClickHouse, delay over 15" --about flights.csv',
    'ai-etl generate "загрузи заказы из orders.csv в postgres, сумма по клиентам" --about orders.csv',
  ],
  async run(input) {
    const { generateSpec } = await import('../../generation');
    const { printSpec } = await import('../../spec');
    const result = await generateSpec(input.arguments[0] ?? '', await generationOptions(input));
    const text =
      result.status === 'ok'
        ? printSpec(result.spec)
        : result.questions
            .map(
              ({ id, text: question, options }) =>
                `${id}: ${question}${options?.length ? `\n  ${options.map(optionText).join('\n  ')}` : ''}`,
            )
            .join('\n');
    return { json: result, text };
  },
};

const optionText = (option: unknown) =>
  typeof option === 'object' && option !== null && 'value' in option
    ? `- ${String(option.value)}`
    : `- ${String(option)}`;

async function generationOptions({ options, signal }: VerbInput) {
  const described = await Promise.all(
    ((options.about as string[] | undefined) ?? []).map((source) => describe(source, options, signal)),
  );
  const { parse } = await import('yaml');
  const given = options.datasets
    ? (parse(readText(String(options.datasets))) as { schema: TableSchema }[])
    : [];
  const { keyValues } = await import('../options');
  return {
    datasets: [...given, ...described] as never,
    answers: keyValues(options.answer, '--answer') as never,
    model: await modelOf(options.model),
    signal,
  };
}

async function describe(source: string, options: { datasources?: string }, signal: AbortSignal) {
  const location = await locate(source, options);
  const object = objectOf(location, source);
  const { schema } = await using(location, signal, (connection) => connection.describe(object, { signal }));
  return { connection: location.name, system: location.connector.id, object, schema };
}

async function modelOf(name: unknown) {
  if (typeof name !== 'string') return undefined;
  const { openAiModel } = await import('../../generation');
  return openAiModel({
    model: name,
    baseUrl: process.env.AI_ETL_MODEL_URL,
    apiKey: process.env.AI_ETL_MODEL_KEY ?? '',
  } as never);
}
