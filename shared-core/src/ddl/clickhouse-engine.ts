import { quoteName } from '../sql';
import { ddlErrors } from './errors';
import { fieldNames } from './identifiers';
import type { TableDesign } from './table-design';

/** Engines that keep what is loaded, with the fields that their arguments may name. */
const engines = [
  'MergeTree',
  'ReplacingMergeTree',
  'SummingMergeTree',
  'AggregatingMergeTree',
  'CollapsingMergeTree',
  'VersionedCollapsingMergeTree',
  'ReplicatedMergeTree',
  'ReplicatedReplacingMergeTree',
  'ReplicatedSummingMergeTree',
  'SharedMergeTree',
  'SharedReplacingMergeTree',
  'Memory',
  'Log',
  'TinyLog',
  'StripeLog',
];

const enginePattern = /^\s*(\w+)\s*(?:\(\s*(.*?)\s*\))?\s*$/su;
const argumentPattern = /^(?:'(?:[^'\\]|\\.)*'|[\p{L}_][\p{L}\p{N}_]*)$/u;

/**
 * The ENGINE clause, checked word by word: it comes from a document and goes into a statement.
 * @throws `ddl.unknown-engine` (input)
 * @internal
 */
export function engineOf(design: TableDesign): { text: string; isMergeTree: boolean } {
  const said = design.engine ?? (design.merges ? 'ReplacingMergeTree' : 'MergeTree');
  const [, word = '', inside = ''] = enginePattern.exec(said) ?? [];
  const name = engines.find((engine) => engine.toLowerCase() === word.toLowerCase());
  const parts = inside === '' ? [] : inside.split(/\s*,\s*/);
  if (!name || !parts.every((part) => argumentPattern.test(part)))
    throw ddlErrors['unknown-engine']({ engine: said, known: engines });
  const known = fieldNames(design);
  const words = parts.map((part) => (known.includes(part) ? quoteName(part, 'clickhouse') : part));
  return {
    text: words.length > 0 ? `${name}(${words.join(', ')})` : name,
    isMergeTree: name.endsWith('MergeTree'),
  };
}
