import { postgresConfigSchema, postgresFromUri } from './config';

describe('the address of a PostgreSQL', () => {
  it('is split into settings and object', () => {
    const { settings, object } = postgresFromUri(
      'postgresql://etl:p%40ss%2Fw%23rd@db.example.com:6543/shop?sslmode=verify-full&schema=mart#mart.orders',
    );
    expect(postgresConfigSchema.parse(settings)).toMatchObject({
      host: 'db.example.com',
      port: 6543,
      database: 'shop',
      user: 'etl',
      password: 'p@ss/w#rd',
      schema: 'mart',
      ssl: 'verify-full',
    });
    expect(object).toBe('mart.orders');
  });

  it('may leave everything out', () => {
    const { settings, object } = postgresFromUri('postgres://localhost');
    expect(postgresConfigSchema.parse(settings)).toMatchObject({
      host: 'localhost',
      port: 5432,
      ssl: 'disable',
    });
    expect(object).toBeUndefined();
  });

  it('keeps Cyrillic names', () => {
    expect(postgresFromUri('postgresql://h/db#Заказы')).toMatchObject({ object: 'Заказы' });
  });

  it('is refused without its password when it cannot be read', () => {
    const refused = () => postgresFromUri('postgresql://etl:s3cret@h:port/db');
    expect(refused).toThrow(expect.objectContaining({ code: 'connector.bad-uri' }));
    expect(refused).toThrow(expect.not.objectContaining({ message: expect.stringContaining('s3cret') }));
  });
});
