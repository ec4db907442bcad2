import type { ObjectDescription } from '../connectors';
import type { Field, TableSchema } from '../schema';
import { nearestNames } from '../names';
import { movementErrors } from './errors';

/** What is matched, with names for messages. @internal */
export interface Matching {
  source: { name: string; schema: TableSchema };
  target: { name: string; description: ObjectDescription };
  /** Leave out fields that the target does not have, instead of refusing them. */
  ignoreExtra: boolean;
}

/**
 * The fields of the source that are loaded, by name and in the order of the source. Fields that the target computes
 * itself are left out.
 * @throws `movement.extra-fields`, `movement.missing-fields`, `movement.no-fields-in-common` (input)
 * @internal
 */
export function matchFields({ source, target, ignoreExtra }: Matching): Field[] {
  const { schema, fills = {} } = target.description;
  const known = schema.fields.map((field) => field.name);
  const offered = source.schema.fields.map((field) => field.name);
  const names = { source: source.name, target: target.name };
  const extra = offered.filter((name) => !known.includes(name));
  const missing = schema.fields.filter(
    ({ name, nullable }) => !nullable && !fills[name] && !offered.includes(name),
  );
  if (extra.length > 0 && !ignoreExtra)
    throw movementErrors['extra-fields']({ ...names, fields: extra, nearest: nearestOf(extra, known) });
  if (missing.length > 0) {
    const fields = missing.map((field) => field.name);
    throw movementErrors['missing-fields']({ ...names, fields, nearest: nearestOf(fields, offered) });
  }
  const matched = source.schema.fields.filter(
    ({ name }) => known.includes(name) && fills[name] !== 'generated',
  );
  if (matched.length === 0) throw movementErrors['no-fields-in-common'](names);
  return matched;
}

const nearestOf = (names: string[], candidates: string[]) => [
  ...new Set(names.flatMap((name) => nearestNames(name, candidates).slice(0, 1))),
];
