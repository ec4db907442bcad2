import { z } from 'zod';
import { configFields } from './config-fields';

test('a field is read through every wrapper: default, optional, limits, choices, secrets', () => {
  const schema = z.object({
    host: z
      .string()
      .default('localhost')
      .meta({ title: 'Host', titleRu: 'Узел', placeholder: 'db.example.com' }),
    port: z.coerce.number().int().min(1).max(65535).default(5432).meta({ title: 'Port' }),
    password: z.string().optional().meta({ title: 'Password', secret: true }),
    tls: z.enum(['off', 'verify']).default('off').meta({ title: 'TLS' }),
    maxConnections: z.int().optional(),
    readOnly: z.boolean().default(false).meta({ title: 'Read only' }),
    database: z.string().meta({ title: 'Database' }),
  });
  expect(configFields(schema)).toEqual([
    {
      name: 'host',
      kind: 'text',
      title: 'Host',
      titleRu: 'Узел',
      placeholder: 'db.example.com',
      secret: false,
      multiline: false,
      required: false,
      default: 'localhost',
    },
    {
      name: 'port',
      kind: 'number',
      title: 'Port',
      secret: false,
      multiline: false,
      required: false,
      default: 5432,
      minimum: 1,
      maximum: 65535,
    },
    { name: 'password', kind: 'text', title: 'Password', secret: true, multiline: false, required: false },
    {
      name: 'tls',
      kind: 'choice',
      title: 'TLS',
      secret: false,
      multiline: false,
      required: false,
      default: 'off',
      choices: ['off', 'verify'],
    },
    {
      name: 'maxConnections',
      kind: 'number',
      title: 'Max connections',
      secret: false,
      multiline: false,
      required: false,
    },
    {
      name: 'readOnly',
      kind: 'boolean',
      title: 'Read only',
      secret: false,
      multiline: false,
      required: false,
      default: false,
    },
    { name: 'database', kind: 'text', title: 'Database', secret: false, multiline: false, required: true },
  ]);
});
