import type { Check, Subject, SystemUnderTest } from '../conformance';
import { people, peopleFrom, rowsIn, streamOf, newRun, tenPeople } from './subject';

type Variant = 'wrongPassword' | 'wrongHost' | 'closedPort';

/** Opening or, where opening does not connect, testing must fail in our words. */
async function failure({ connector, system }: Subject, variant: Variant): Promise<Error> {
  const settings = system[variant];
  if (!settings) throw new Error(`the system under test gives no "${variant}" settings`);
  try {
    const connection = await connector.open(settings as never, { name: 'under-test' });
    await connection.test().finally(() => connection.close());
  } catch (error) {
    return error as Error;
  }
  throw new Error(`${variant} was accepted`);
}

const connecting = (variant: Variant, code: string): Check => ({
  name: `errors/${code}`,
  run: async (subject) => {
    const error = await failure(subject, variant);
    expect(error).toMatchObject({
      code: `connector.${code}`,
      message: expect.stringContaining('under-test'),
    });
    for (const secret of secretsOf(subject, variant)) expect(everything(error)).not.toContain(secret);
  },
});

function secretsOf({ connector, system }: Subject, variant: Variant): string[] {
  const settings = system[variant] ?? {};
  return Object.entries(connector.configSchema.shape)
    .filter(([, field]) => (field as { meta(): { secret?: boolean } | undefined }).meta()?.secret)
    .map(([name]) => settings[name])
    .filter((secret): secret is string => typeof secret === 'string' && secret !== '');
}

/** All that a careless printer could show. */
function everything(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const render = (error as { render?: (language: string) => string }).render;
  const texts = render ? [render.call(error, 'en'), render.call(error, 'ru')] : [];
  return [error.message, error.stack, JSON.stringify(error), ...texts, everything(error.cause)].join('\n');
}

const withoutRights = ({ system }: Subject): NonNullable<SystemUnderTest['withoutRights']> => {
  if (!system.withoutRights) throw new Error('the system under test gives nobody without rights');
  return system.withoutRights;
};

/** What is wrong is said, with its name and what to do, and never with a secret. */
export const errorChecks: Check[] = [
  connecting('wrongPassword', 'wrong-password'),
  connecting('wrongHost', 'host-not-found'),
  connecting('closedPort', 'connection-refused'),
  {
    name: 'errors/object-missing',
    run: async (subject) => {
      const { connection, system } = subject;
      const object = await tenPeople(subject, 'customers');
      const wrong = system.object('custmers');
      const missing = {
        code: 'connector.object-missing',
        kind: 'input',
        message: expect.stringContaining(object),
      };
      await expect(connection.describe(wrong)).rejects.toMatchObject(missing);
      await expect(rowsIn(connection, wrong)).rejects.toMatchObject(missing);
    },
  },
  {
    name: 'errors/write-without-create',
    run: async ({ connection, system }) => {
      if (!system.create) return;
      const write = connection.write(system.object('nobody_made_it'), streamOf(peopleFrom(1, 1)), {
        mode: 'append',
        runId: newRun(),
      });
      await expect(write).rejects.toMatchObject({ code: 'connector.object-missing' });
    },
  },
  {
    name: 'errors/field-missing',
    run: async (subject) => {
      const object = await tenPeople(subject, 'fields_known');
      await expect(rowsIn(subject.connection, object, { fields: ['id', 'nmae'] })).rejects.toMatchObject({
        code: 'connector.field-missing',
        message: expect.stringContaining('"name"'),
      });
    },
  },
  {
    name: 'errors/permission-denied-read',
    run: async (subject) => {
      const { settings, object } = withoutRights(subject);
      const connection = await subject.connector.open(settings as never, { name: 'nobody' });
      await expect(rowsIn(connection, object).finally(() => connection.close())).rejects.toMatchObject({
        code: 'connector.permission-denied',
        kind: 'input',
      });
    },
  },
  {
    name: 'errors/permission-denied-write',
    run: async (subject) => {
      const { settings, object } = withoutRights(subject);
      const connection = await subject.connector.open(settings as never, { name: 'nobody' });
      const write = connection.write(object, streamOf(peopleFrom(1, 1), people), {
        mode: 'append',
        runId: newRun(),
      });
      await expect(write.finally(() => connection.close())).rejects.toMatchObject({
        code: 'connector.permission-denied',
        kind: 'input',
      });
    },
  },
  {
    name: 'errors/closed',
    run: async ({ connector, system }) => {
      const connection = await connector.open(system.settings as never, { name: 'closing' });
      await connection.close();
      await connection.close();
      await expect(connection.list()).rejects.toMatchObject({ code: 'connector.closed' });
    },
  },
];
