import { alterStatements, readSchema, type AlterRisk, type DdlSystem } from '@ai-etl/core';
import { chosenSystem } from '../../../runtime/credential-of-system';
import { item, type Operation } from '../../../runtime/operation';
import { readerLanguage } from '../../../runtime/reader-language';
import { table } from './fields';

/** What it takes to make an existing table fit the dataset; shown, never run by itself. */
export const alter: Operation = {
  value: 'alter',
  name: 'Alter Table',
  action: 'Compare a table with a dataset',
  description:
    'ALTER statements that make an existing table fit, each with its risk. They are shown, not run.',
  properties: [table],
  async execute(call) {
    const reference = call.reference();
    const connection = await chosenSystem(call);
    const object = call.located('table');
    const { schema } = await connection.use((open) => open.describe(object, { signal: call.signal }));
    const system = call.parameter<DdlSystem>('system');
    const changes = alterStatements({
      system,
      object,
      from: schema,
      to: readSchema(reference),
      keepExtra: true,
    });
    const shown = changes.map(({ note, ...change }) => ({ ...change, note: note[readerLanguage()] }));
    const ddl = { system, object, executed: false, statements: changes.map(({ statement }) => statement) };
    const risk = worst(changes.map((change) => change.risk));
    return [item({ ddl: { ...ddl, changes: shown, risk }, dataset: reference })];
  },
};

const byRisk: AlterRisk[] = ['none', 'locks', 'rewrites', 'may-fail', 'loses-data'];
const worst = (risks: AlterRisk[]) => byRisk[Math.max(0, ...risks.map((risk) => byRisk.indexOf(risk)))];
