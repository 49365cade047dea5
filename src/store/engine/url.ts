import { fileURLToPath } from 'node:url';
import { UserError } from '../../core/errors.ts';

export type Place = { engine: 'sqlite'; path: string } | { engine: 'postgres'; url: string };

/** Reads DATABASE_URL: a path, `sqlite:path`, `file:` URL or `postgres://` URL. */
export function placeOf(url: string): Place {
  if (/^postgres(ql)?:\/\//.test(url)) return { engine: 'postgres', url };
  if (url.startsWith('file://')) return { engine: 'sqlite', path: fileURLToPath(url) };
  const path = url.replace(/^(sqlite:(\/\/)?|file:)/, '');
  if (path === '' || /^[a-z][a-z0-9+]+:/i.test(path)) throw unknownKind();
  return { engine: 'sqlite', path };
}

/** The place without its password, for an error or a log line. */
export function nameOf(place: Place): string {
  if (place.engine === 'sqlite') return place.path;
  if (!URL.canParse(place.url)) return 'a PostgreSQL URL that cannot be read';
  const { protocol, host, pathname } = new URL(place.url);
  return `${protocol}//${host}${pathname}`;
}

function unknownKind(): UserError {
  return new UserError(
    'DATABASE_URL is neither a path nor a URL of a kind that Baton knows.',
    'Give a path such as `./data/baton.db`, or `postgres://user:password@host/database`.',
  );
}
