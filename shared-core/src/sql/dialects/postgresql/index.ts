import { defineDialect } from '../dialect';
import { doubled, standardText } from '../quote';
import { typeNames } from '../type-names';
import { functions } from './functions';
import { reserved } from './reserved';
import { castTry, typedLiteral } from './rewrites';

/** The canonical dialect: what it cannot say, an expression does not hold. */
export const postgresql = defineDialect({
  id: 'postgresql',
  title: 'PostgreSQL',
  reserved,
  nameBytes: 63,
  quoted: doubled('"'),
  text: standardText,
  nullsSort: { asc: 'last', desc: 'first' },
  typeName: typeNames({
    boolean: 'boolean',
    int8: 'smallint',
    int16: 'smallint',
    int32: 'integer',
    int64: 'bigint',
    uint8: 'smallint',
    uint16: 'integer',
    uint32: 'bigint',
    uint64: 'numeric(20, 0)',
    float32: 'real',
    float64: 'double precision',
    decimal: 'numeric({p}, {s})',
    string: 'text',
    bytes: 'bytea',
    date: 'date',
    time: 'time',
    timestamp: 'timestamp({p})',
    timestamptz: 'timestamptz({p})',
    interval: 'interval',
    uuid: 'uuid',
    json: 'jsonb',
    array: '{of}[]',
  }),
  functions,
  sameFunctions: 'all',
  cannot: {
    'name.long': {
      en: 'PostgreSQL cuts names to 63 bytes',
      ru: 'PostgreSQL обрезает имена до 63 байт',
    },
  },
  rewrites: { cast: castTry, literal: typedLiteral },
});
