import { integer, simple, timestamp } from '../schema';
import { layoutOf } from './layout-of';

const schema = {
  fields: [
    { name: 'origin', type: simple('string'), nullable: false },
    { name: 'date', type: timestamp(false), nullable: false },
    { name: 'delay', type: integer(), nullable: true },
  ],
};

test('what a person said comes back as a target step says it', () => {
  const layout = { orderBy: ['origin', 'date'], partitionBy: 'month(date)', indexes: [['delay']] };
  expect(layoutOf({ system: 'clickhouse', object: 'mart.flights', schema, layout })).toEqual(layout);
});

test('without a word and without advice there is no layout', () => {
  expect(layoutOf({ system: 'postgresql', object: 'flights', schema })).toEqual({});
});
