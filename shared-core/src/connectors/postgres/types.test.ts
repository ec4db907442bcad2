import { array, decimal, float, integer, printType, simple, timestamp } from '../../schema';
import { postgresTypes } from './types';

describe('types of PostgreSQL', () => {
  it.each([
    ['boolean', simple('boolean')],
    ['smallint', integer(16)],
    ['int4', integer(32)],
    ['bigint', integer(64)],
    ['oid', integer(32, false)],
    ['real', float(32)],
    ['double precision', float(64)],
    ['numeric(12,2)', decimal(12, 2)],
    ['numeric(5)', decimal(5, 0)],
    ['numeric(3,5)', decimal(5, 5)],
    ['numeric(3,-2)', decimal(5, 0)],
    ['character varying(10)', simple('string')],
    ['character(3)', simple('string')],
    ['bytea', simple('bytes')],
    ['date', simple('date')],
    ['time(3) without time zone', simple('time')],
    ['timestamp(3) without time zone', timestamp(false, 3)],
    ['timestamp with time zone', timestamp(true)],
    ['interval day to second(3)', simple('interval')],
    ['uuid', simple('uuid')],
    ['jsonb', simple('json')],
    ['numeric(10,2)[]', array(decimal(10, 2))],
  ])('reads %s without loss', (native, type) => {
    expect(postgresTypes.fromNative(native)).toEqual({ type });
  });

  it.each([
    ['numeric', 'decimal(38,10)', 'scale-assumed'],
    ['numeric(100,50)', 'string', 'type-as-text'],
    ['time with time zone', 'string', 'type-as-text'],
    ['inet', 'string', 'type-as-text'],
    ['public."My type"', 'string', 'type-as-text'],
    ['money[]', 'array<string>', 'type-as-text'],
  ])('reads %s as %s, and says what is lost: %s', (native, type, code) => {
    const reading = postgresTypes.fromNative(native);
    expect(printType(reading.type)).toBe(type);
    expect(reading.loss?.code).toBe(code);
  });

  it.each([
    ['uint64', integer(64, false), 'numeric(20,0)', undefined],
    ['decimal(76,38)', decimal(76, 38), 'numeric(76,38)', undefined],
    ['timestamp(9)', timestamp(false, 9), 'timestamp without time zone', 'precision-lost'],
    ['array<array<int32>>', array(array(integer(32))), 'jsonb', 'structure-as-json'],
  ])('writes %s', (_, type, text, loss) => {
    const native = postgresTypes.toNative(type);
    expect([native.text, native.loss?.code]).toEqual([text, loss]);
  });
});
