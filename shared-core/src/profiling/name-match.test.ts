import { nameMatch } from './name-match';

const match = (child: string, field: string, parent: string, key: string) =>
  nameMatch({ child: { dataset: child, field }, parent: { dataset: parent, field: key } });

test.each([
  ['Invoice', 'CustomerId', 'Customer', 'CustomerId', 1],
  ['orders', 'customer_id', 'customers', 'id', 1],
  ['data/orders.csv', 'city_code', 'data/cities.csv', 'code', 1],
  ['заказы', 'клиент_id', 'клиенты', 'id', 1],
  ['flights', 'tailnum', 'planes', 'tailnum', 0.95],
  ['trips', 'origin_airport_id', 'airports', 'id', 0.85],
  ['Employee', 'ReportsTo', 'Employee', 'EmployeeId', 0.8],
  ['orders', 'cust_id', 'customers', 'id', 0.75],
  ['staff', 'dept_no', 'departments', 'id', 0.75],
  ['Customer', 'SupportRepId', 'Employee', 'EmployeeId', 0.7],
  ['flights', 'origin', 'airports', 'iata', 0.7],
])('%s.%s names %s.%s', (child, field, parent, key, expected) => {
  expect(match(child, field, parent, key)).toBe(expected);
});

test.each([
  ['orders', 'id', 'customers', 'id'],
  ['tracks', 'name', 'artists', 'name'],
  ['InvoiceLine', 'InvoiceLineId', 'Invoice', 'InvoiceId'],
  ['people', 'age', 'cities', 'id'],
  ['orders', 'amount', 'accounts', 'id'],
])('%s.%s says nothing of %s.%s', (child, field, parent, key) => {
  expect(match(child, field, parent, key)).toBe(0);
});
