import { objectionTo } from './conformance';

it.each([
  ['a field is missing', 'get', '/v1/whoami', 200, { principal: 'x' }, /permissions/],
  ['a value is of another type', 'get', '/v1/pipelines?limit=1', 200, { items: [], total: '0' }, /total/],
  [
    'a state is not known',
    'get',
    '/v1/runs/1',
    200,
    { runId: '1', state: 'odd', pipeline: 'x' },
    /allowed values/,
  ],
  ['a problem says nothing', 'get', '/v1/runs/1', 404, { error: {} }, /message/],
  ['a status is not said', 'get', '/v1/whoami', 204, undefined, /204/],
  ['a route is not said', 'get', '/v1/secret', 200, {}, /no operation/],
])('objects when %s', (_, method, path, status, body, words) => {
  expect(objectionTo(method, path, status, body)).toMatch(words);
});

it('has nothing against what is as the document says', () => {
  expect(objectionTo('get', '/v1/whoami', 200, { principal: 'x', permissions: {} })).toBeUndefined();
  expect(objectionTo('delete', '/v1/pipelines/x', 204, {})).toBeUndefined();
});
