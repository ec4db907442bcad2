import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { ServerException } from './exceptions';

/** @internal */
export interface Credentials {
  user: string;
  password: string;
}

/** Who asks: by headers of ClickHouse's own, by basic authorization, or in the URL. @internal */
export function credentialsOf(headers: IncomingHttpHeaders, url: URLSearchParams): Credentials {
  const own = headers['x-clickhouse-user'];
  if (own !== undefined) return { user: String(own), password: String(headers['x-clickhouse-key'] ?? '') };
  const basic = /^basic +(\S+)$/i.exec(headers.authorization ?? '');
  if (basic) {
    const [user = '', ...password] = Buffer.from(basic[1]!, 'base64').toString('utf8').split(':');
    return { user, password: password.join(':') };
  }
  return { user: url.get('user') ?? 'default', password: url.get('password') ?? '' };
}

/** @throws exception 516, in the words of ClickHouse, which do not tell whether the user exists @internal */
export function authenticate(given: Credentials, known: Credentials): void {
  const sameUser = same(given.user, known.user);
  if (same(given.password, known.password) && sameUser) return;
  throw new ServerException(
    516,
    `${given.user}: Authentication failed: password is incorrect, or there is no user with such name. (AUTHENTICATION_FAILED)`,
  );
}

const same = (left: string, right: string) => timingSafeEqual(digest(left), digest(right));
const digest = (text: string) => createHash('sha256').update(text).digest();
