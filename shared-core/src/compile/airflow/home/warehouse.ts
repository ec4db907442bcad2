import { createStatements } from '../../../ddl';
import type { Field } from '../../../schema';
import { quoteName } from '../../../sql';
import { appendAtOnce, publications, unknownRows } from '../../publications';
import type { WarehouseSystem } from '../dag';
import { landedRelation, landedType } from '../landing/landed-types';
import { pathOf, quotedPath } from '../names';
import type { Home, RowsToPublish } from './home';
import { loaders } from './loaders';
import { transfers } from './transfers';

/** What one warehouse does in another way than the rest. */
type Differences = Pick<Home, 'isTransactional'> & {
  publicationOf(rows: RowsToPublish): (typeof publications)[WarehouseSystem]['append'];
};

const isWork = (statement: string) => statement !== 'BEGIN' && statement !== 'COMMIT';

function warehouse(system: WarehouseSystem, { isTransactional, publicationOf }: Differences): Home {
  const quote = (name: string) => quoteName(name, system);
  const names = (fields: Field[]) => fields.map(({ name }) => quote(name));
  const takeRows: Home['takeRows'] = (table, fields) => transfers[system].insert(table, names(fields));
  const createTarget: Home['createTarget'] = ({ object, keys, layout, create }, schema) => {
    if (create !== 'auto') return [];
    return createStatements({
      system,
      object,
      schema,
      layout,
      keys,
      ifNotExists: true,
      createContainer: true,
    });
  };
  return {
    system,
    landsEverySource: false,
    isOneAtATime: false,
    isTransactional,
    database: (_, { connection }) => ({ kind: system, connection }),
    // Beside the target, so that one right is enough: to write there.
    containerOf: ({ object }) => pathOf(object).slice(0, -1),
    landedType,
    relationOf: landedRelation,
    makeLanded: (path, fields, createContainer) => [
      `DROP TABLE IF EXISTS ${quotedPath(path, system)}`,
      ...createStatements({ system, object: path.join('.'), schema: { fields }, createContainer }),
    ],
    takeRows,
    takeTexts: takeRows,
    takeFile: (table, fields, facts) =>
      facts.compression === 'zstd' ? undefined : loaders[system][facts.format]?.(table, names(fields), facts),
    createTarget,
    publish: publisher(system, createTarget, publicationOf),
    cleanUp: (tables) => ({
      kind: 'statements',
      doc: 'Drops the landed tables',
      statements: tables.map((table) => `DROP TABLE IF EXISTS ${table}`),
    }),
  };
}

/** Statements that publish in one step; the operator opens and ends their transaction itself. */
const publisher =
  (
    system: WarehouseSystem,
    createTarget: Home['createTarget'],
    publicationOf: Differences['publicationOf'],
  ): Home['publish'] =>
  (rows) => {
    const quote = (name: string) => quoteName(name, system);
    const { target, schema, query } = rows;
    const path = pathOf(target.object);
    const publication = {
      name: (suffix = '') => quotedPath([...path.slice(0, -1), `${path.at(-1)}${suffix}`], system),
      fields: schema.fields.map(({ name }) => quote(name)),
      keys: (target.keys ?? []).map(quote),
      create: createTarget(target, schema),
      query,
    };
    const appendsAgain = rows.isOverlapping && target.mode === 'append';
    const statements = publicationOf(rows)(appendsAgain ? unknownRows[system](publication) : publication);
    const how = appendsAgain ? `append, where ${target.keys?.join(', ')} is not there yet` : target.mode;
    return {
      operator: { kind: 'statements' },
      doc: `Works the rows out and publishes them into ${target.object} (${how})`,
      comment: `Publishes the rows of ${target.object} (${how})`,
      statements: statements.filter(isWork),
    };
  };

export const postgresql = warehouse('postgresql', {
  isTransactional: true,
  publicationOf: ({ target }) => publications.postgresql[target.mode],
});

export const clickhouse = warehouse('clickhouse', {
  isTransactional: false,
  publicationOf: ({ target, isIncremental }) =>
    isIncremental && target.mode === 'append' ? appendAtOnce : publications.clickhouse[target.mode],
});
