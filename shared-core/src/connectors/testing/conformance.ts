import type { TableSchema } from '../../schema';
import type { Connection, Connector } from '../contract';
import { abortChecks } from './checks/abort';
import { datasetChecks } from './checks/datasets';
import { errorChecks } from './checks/errors';
import { killChecks } from './checks/kill';
import { lookChecks } from './checks/look';
import { modeChecks } from './checks/modes';
import { readChecks } from './checks/read';
import { readerChecks } from './checks/readers';
import { typeChecks } from './checks/types';

/** A running system for one suite. */
export interface SystemUnderTest {
  /** Settings of a user that may do everything. */
  settings: Record<string, unknown>;
  /** Where an object of that name lies, in the words of the connector; names may be Cyrillic or reserved words. */
  object(name: string): string;
  /** Makes the statements that create a table; nothing where writing creates it. */
  create?(schema: TableSchema, keys?: string[]): (object: string) => string[];
  /** The condition `id > 5` in the connector's dialect; default `"id" > 5`. */
  idAbove?(id: number): string;
  /** Settings that must fail. The password must not be part of any other setting. */
  wrongPassword?: Record<string, unknown>;
  wrongHost?: Record<string, unknown>;
  /** A port that nobody listens on. */
  closedPort?: Record<string, unknown>;
  /** A user without rights, and an object that exists. */
  withoutRights?: { settings: Record<string, unknown>; object: string };
  stop(): Promise<void>;
}

/** What a check works with. */
export interface Subject {
  connector: Connector;
  system: SystemUnderTest;
  connection: Connection;
}

/** One thing that every connector must do. Throws where it does not. */
export interface Check {
  name: string;
  run(subject: Subject): Promise<void>;
}

/** Names of checks with the reason why this connector does not pass them. A waiver that is not needed fails. */
export type Waivers = Record<string, string>;

const all = (connector: Connector): Check[] => [
  ...lookChecks,
  ...errorChecks,
  ...readChecks,
  ...modeChecks(connector.capabilities.modes),
  ...datasetChecks,
  ...typeChecks,
  ...abortChecks,
  ...killChecks,
  ...readerChecks,
];

/** Runs the contract against a real system, as Jest tests. */
export function connectorConformance(
  connector: Connector,
  options: { start: () => Promise<SystemUnderTest>; waivers?: Waivers; title?: string },
): void {
  const { waivers = {}, title = connector.title } = options;
  const checks = all(connector);
  describe(`${title} keeps the contract of a connector`, () => {
    let subject: Subject;
    beforeAll(async () => {
      const system = await options.start();
      const connection = await connector.open(system.settings as never, { name: 'under-test' });
      subject = { connector, system, connection };
    }, 120_000);
    afterAll(async () => {
      await subject?.connection.close();
      await subject?.system.stop();
    }, 60_000);

    it('waives only checks that there are', () => {
      const names = checks.map((check) => check.name);
      expect(Object.keys(waivers).filter((name) => !names.includes(name))).toEqual([]);
    });
    for (const check of checks)
      if (waivers[check.name] === undefined) it(check.name, () => check.run(subject));
      else
        it(`${check.name}: waived, ${waivers[check.name]}`, async () => {
          await expect(check.run(subject)).rejects.toBeDefined();
        });
  });
}
