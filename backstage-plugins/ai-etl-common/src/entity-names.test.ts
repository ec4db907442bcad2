import { datasetEntityNameOf, datasetIdOf, entityNameOf } from './entity-names';

/** As the catalog checks names. */
const allowed = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;

const awkward = [
  'Задержанные рейсы',
  'Orders',
  'x'.repeat(64),
  'daily__load_',
  '日次バッチ',
  'щёлк_и_съезд',
  '_',
  'café-à-la-carte',
  'a/b/../c',
  '',
];

describe('entityNameOf', () => {
  it('leaves what the catalog takes', () => {
    expect(entityNameOf('delayed-flights.v2_final')).toBe('delayed-flights.v2_final');
    expect(entityNameOf('x'.repeat(63))).toBe('x'.repeat(63));
  });

  it.each(awkward)('makes a lawful name of %j', (name) => {
    expect(entityNameOf(name)).toMatch(allowed);
    expect(entityNameOf(name).length).toBeLessThanOrEqual(63);
    expect(entityNameOf(name)).not.toBe(name);
  });

  it('writes Cyrillic in Latin letters', () => {
    expect(entityNameOf('Задержанные рейсы')).toMatch(/^zaderzhannye-reysy-[0-9a-f]{10}$/);
  });

  it('keeps apart what differs only by letter case, script, tail or a copied hash', () => {
    const names = [
      'orders',
      'Orders',
      'ORDERS',
      'Заказы',
      'заказы',
      'zakazy',
      'y'.repeat(70),
      'y'.repeat(71),
    ];
    const all = [...names, ...names.map(entityNameOf)].filter((one, at, list) => list.indexOf(one) === at);
    expect(new Set(all.map(entityNameOf)).size).toBe(all.length);
  });
});

describe('names of datasets', () => {
  it('differ by namespace', () => {
    const names = ['postgres://a:5432', 'postgres://b:5432'].map((host) =>
      datasetEntityNameOf(host, 'db.public.orders'),
    );
    expect(names[0]).not.toBe(names[1]);
    names.forEach((name) => expect(name).toMatch(/^db\.public\.orders-[0-9a-f]{10}$/));
  });

  it.each(awkward)('are lawful for %j', (name) => {
    expect(datasetEntityNameOf('file', name)).toMatch(allowed);
    expect(datasetEntityNameOf('file', name).length).toBeLessThanOrEqual(63);
  });

  it('have ids that neither part can shift into the other', () => {
    expect(datasetIdOf('a', 'b:c')).not.toBe(datasetIdOf('a:b', 'c'));
    expect(datasetIdOf('connection://warehouse', 'analytics.orders')).toMatch(/^[0-9a-f]{20}$/);
  });
});
