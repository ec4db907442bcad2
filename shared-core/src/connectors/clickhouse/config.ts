import type { Localized } from '../../language';
import { z } from 'zod';
import { connectorErrors } from '../errors';

const seconds = (least: number, most: number) => z.coerce.number().int().min(least).max(most);

/** Settings of a connection, each declared once; forms, flags and docs derive from it. @public */
export const clickhouseConfigSchema = z.object({
  host: z.string().min(1).default('localhost').meta({
    title: 'Host',
    titleRu: 'Узел',
    placeholder: 'clickhouse.example.com',
  }),
  port: z.coerce.number().int().min(1).max(65535).default(8123).meta({
    title: 'HTTP port',
    titleRu: 'Порт HTTP',
    description: '8123, or 8443 with HTTPS; not the port 9000 of the native protocol',
    descriptionRu: '8123, для HTTPS — 8443; не порт 9000 родного протокола',
  }),
  https: z.boolean().default(false).meta({ title: 'HTTPS', titleRu: 'HTTPS' }),
  path: z.string().default('').meta({
    title: 'Path',
    titleRu: 'Путь',
    description: 'Where a proxy serves ClickHouse below a path',
    descriptionRu: 'Если прокси отдаёт ClickHouse по пути',
    placeholder: '/clickhouse',
  }),
  database: z.string().min(1).default('default').meta({ title: 'Database', titleRu: 'База данных' }),
  user: z.string().min(1).default('default').meta({ title: 'User', titleRu: 'Пользователь' }),
  password: z.string().optional().meta({ title: 'Password', titleRu: 'Пароль', secret: true }),
  ca: z.string().optional().meta({
    title: 'CA certificate',
    titleRu: 'Сертификат центра',
    description: 'PEM of the authority that signed the certificate of the server',
    descriptionRu: 'PEM центра, подписавшего сертификат сервера',
    multiline: true,
    placeholder: '-----BEGIN CERTIFICATE-----',
  }),
  compression: z.boolean().default(false).meta({
    title: 'Compression',
    titleRu: 'Сжатие',
    description: 'gzip both ways: for slow networks',
    descriptionRu: 'gzip в обе стороны: для медленных сетей',
  }),
  cluster: z.string().min(1).optional().meta({
    title: 'Cluster',
    titleRu: 'Кластер',
    description: 'Tables are created and swapped ON CLUSTER of this name',
    descriptionRu: 'Таблицы создаются и меняются местами ON CLUSTER с этим именем',
  }),
  connectTimeoutSeconds: seconds(1, 600).default(10).meta({
    title: 'Connect timeout, s',
    titleRu: 'Ожидание соединения, с',
  }),
  requestTimeoutSeconds: seconds(1, 604_800).default(86_400).meta({
    title: 'Request timeout, s',
    titleRu: 'Предел времени запроса, с',
    description: 'Longest silence of the server during a statement',
    descriptionRu: 'Наибольшее молчание сервера во время запроса',
  }),
  settings: z.string().default('').meta({
    title: 'Settings',
    titleRu: 'Настройки',
    description: 'Settings of ClickHouse for every statement, name=value, one a line',
    descriptionRu: 'Настройки ClickHouse для каждого запроса, имя=значение, по одной в строке',
    multiline: true,
    placeholder: 'max_memory_usage=4000000000',
  }),
});

/** @public */
export type ClickHouseSettings = z.output<typeof clickhouseConfigSchema>;

const example = 'clickhouse://user:password@host:8123/database#table';

/**
 * Splits `clickhouse://user:password@host:8123/database?secure=true&cluster=main#database.table`; `clickhouses:` is
 * HTTPS, and every other parameter of the URI is a setting of ClickHouse.
 * @throws `connector.bad-uri` (input)
 */
export function clickhouseFromUri(uri: string): {
  settings: z.input<typeof clickhouseConfigSchema>;
  object?: string;
} {
  if (!URL.canParse(uri))
    throw connectorErrors['bad-uri']({ uri: uri.replace(/\/\/[^@]*@/, '//•••@'), example });
  const url = new URL(uri);
  const { secure, cluster, ...rest } = Object.fromEntries(url.searchParams);
  const https = url.protocol === 'clickhouses:' || secure === 'true' || secure === '1';
  const settings = {
    host: decodeURIComponent(url.hostname).replace(/^\[|\]$/g, '') || undefined,
    port: url.port || (https ? 8443 : undefined),
    https: https || undefined,
    database: decodeURIComponent(url.pathname.slice(1)) || undefined,
    user: decodeURIComponent(url.username) || undefined,
    password: decodeURIComponent(url.password) || undefined,
    cluster,
    settings: Object.entries(rest)
      .map(([name, value]) => `${name}=${value}`)
      .join('\n'),
  };
  return {
    settings: Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)),
    object: decodeURIComponent(url.hash.slice(1)) || undefined,
  };
}

/** The lines of `settings`, taken apart; a line without `=` is told as a problem. @internal */
export function serverSettings(text: string): { settings: Record<string, string>; problems: Localized[] } {
  const lines = text.split('\n').map((line) => line.trim());
  const pairs = lines.filter(Boolean).map((line) => /^([A-Za-z_]\w*)\s*=\s*(.*)$/.exec(line) ?? line);
  return {
    settings: Object.fromEntries(
      pairs.flatMap((pair) => (typeof pair === 'string' ? [] : [[pair[1]!, pair[2]!]])),
    ),
    problems: pairs.flatMap((pair) =>
      typeof pair === 'string'
        ? [{ en: `settings: "${pair}" is not name=value`, ru: `settings: «${pair}» — не имя=значение` }]
        : [],
    ),
  };
}
