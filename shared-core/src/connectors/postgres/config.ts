import { z } from 'zod';
import { connectorErrors } from '../errors';

/** How a connection is encrypted: `verify-full` also proves that the server is the one that was asked for. */
const sslModes = ['disable', 'require', 'verify-full'] as const;

const seconds = (least: number, most: number) => z.coerce.number().int().min(least).max(most);

/** Settings of a connection, each declared once; forms, flags and docs derive from it. @public */
export const postgresConfigSchema = z.object({
  host: z.string().min(1).default('localhost').meta({
    title: 'Host',
    titleRu: 'Узел',
    placeholder: 'db.example.com',
  }),
  port: z.coerce.number().int().min(1).max(65535).default(5432).meta({ title: 'Port', titleRu: 'Порт' }),
  database: z.string().min(1).default('postgres').meta({ title: 'Database', titleRu: 'База данных' }),
  user: z.string().min(1).default('postgres').meta({ title: 'User', titleRu: 'Пользователь' }),
  password: z.string().optional().meta({ title: 'Password', titleRu: 'Пароль', secret: true }),
  schema: z.string().min(1).default('public').meta({
    title: 'Schema',
    titleRu: 'Схема',
    description: 'Where tables are looked up that are named without a schema',
    descriptionRu: 'Где ищутся таблицы, названные без схемы',
  }),
  ssl: z.enum(sslModes).default('disable').meta({
    title: 'SSL mode',
    titleRu: 'Режим SSL',
    description: 'require encrypts; verify-full also checks the certificate and the name of the server',
    descriptionRu: 'require шифрует; verify-full ещё проверяет сертификат и имя сервера',
  }),
  ca: z.string().optional().meta({
    title: 'CA certificate',
    titleRu: 'Сертификат центра',
    description: 'PEM of the authority that signed the certificate of the server, for verify-full',
    descriptionRu: 'PEM центра, подписавшего сертификат сервера, для verify-full',
    multiline: true,
    placeholder: '-----BEGIN CERTIFICATE-----',
  }),
  applicationName: z.string().default('ai-etl').meta({
    title: 'Application name',
    titleRu: 'Имя приложения',
    description: 'How the server lists these sessions in pg_stat_activity',
    descriptionRu: 'Под каким именем сервер видит сеансы в pg_stat_activity',
  }),
  connectTimeoutSeconds: seconds(1, 600).default(10).meta({
    title: 'Connect timeout, s',
    titleRu: 'Ожидание соединения, с',
  }),
  statementTimeoutSeconds: seconds(0, 86_400).default(0).meta({
    title: 'Statement timeout, s',
    titleRu: 'Предел времени запроса, с',
    description: '0: none',
    descriptionRu: '0: без предела',
  }),
});

/** @public */
export type PostgresSettings = z.output<typeof postgresConfigSchema>;

const example = 'postgresql://user:password@host:5432/database#schema.table';

/**
 * Splits `postgresql://user:password@host:port/database?sslmode=require&schema=mart#schema.table`.
 * @throws `connector.bad-uri` (input)
 */
export function postgresFromUri(uri: string): {
  settings: z.input<typeof postgresConfigSchema>;
  object?: string;
} {
  if (!URL.canParse(uri))
    throw connectorErrors['bad-uri']({ uri: uri.replace(/\/\/[^@]*@/, '//•••@'), example });
  const url = new URL(uri);
  const query = (name: string) => url.searchParams.get(name) ?? undefined;
  const settings = {
    host: decodeURIComponent(url.hostname).replace(/^\[|\]$/g, '') || undefined,
    port: url.port || undefined,
    database: decodeURIComponent(url.pathname.slice(1)) || undefined,
    user: decodeURIComponent(url.username) || undefined,
    password: decodeURIComponent(url.password) || undefined,
    schema: query('schema'),
    ssl: sslMode(query('sslmode')),
    applicationName: query('application_name'),
  };
  return {
    settings: Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)),
    object: decodeURIComponent(url.hash.slice(1)) || undefined,
  };
}

/** libpq's six modes in our three: what merely prefers encryption promises nothing. */
const sslMode = (mode: string | undefined) =>
  mode === undefined
    ? undefined
    : (({ require: 'require', 'verify-ca': 'verify-full', 'verify-full': 'verify-full' } as const)[mode] ??
      'disable');
