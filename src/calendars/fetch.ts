import { lookup as resolve } from 'node:dns';
import { type IncomingMessage, request as plainly } from 'node:http';
import { type RequestOptions, request as securely } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPrivate } from './private.ts';

/** Why a calendar cannot be read, in words without its address: whoever knows that can read it too. */
export class CalendarFailure extends Error {
  override readonly name = 'CalendarFailure';
}

export type Fetched = { kind: 'read'; text: string; etag: string | null } | { kind: 'same' };

export type FetchOptions = {
  /** What was answered with it the last time. */
  etag: string | null;
  /** Which IP addresses are not called; for tests. */
  refuses?: (address: string) => boolean;
};

const withinMs = 20_000;
const mostBytes = 5 * 1024 ** 2;
const mostRedirects = 3;

/**
 * Reads a calendar over HTTPS, unless it is what it was. Names that lead into a private network are
 * refused when the connection is made, so that a name cannot change in between; redirects too.
 *
 * @throws CalendarFailure
 */
export async function fetchCalendar(address: string, options: FetchOptions): Promise<Fetched> {
  const signal = AbortSignal.timeout(withinMs);
  let url = new URL(address);
  for (let hop = 0; hop <= mostRedirects; hop += 1) {
    const answer = await ask(url, { ...options, signal });
    const { statusCode: status = 0, headers } = answer;
    if (status === 304 && options.etag !== null) return discard(answer, { kind: 'same' });
    if (status === 200) {
      const text = await bodyOf(answer).catch((thrown: unknown) => failed(thrown, signal));
      return { kind: 'read', text, etag: headers.etag ?? null };
    }
    answer.destroy();
    if (status < 300 || status >= 400 || !headers.location)
      throw new CalendarFailure(`its server answers ${status}`);
    if (!URL.canParse(headers.location, url.href))
      throw new CalendarFailure('it leads to an address that is none');
    const next = new URL(headers.location, url);
    if (next.protocol !== url.protocol) throw new CalendarFailure('it leads away from HTTPS');
    url = next;
  }
  throw new CalendarFailure('it leads from one address to the next');
}

function discard(answer: IncomingMessage, result: Fetched): Fetched {
  answer.resume();
  return result;
}

type Asking = FetchOptions & { signal: AbortSignal };

function ask(url: URL, { etag, refuses = isPrivate, signal }: Asking): Promise<IncomingMessage> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && refuses(host)) return Promise.reject(privateNetwork());
  const headers = {
    accept: 'text/calendar',
    'user-agent': 'baton',
    ...(etag === null ? {} : { 'if-none-match': etag }),
  };
  const options: RequestOptions = { headers, signal, lookup: guarded(refuses), agent: false };
  const request = url.protocol === 'http:' ? plainly : securely;
  return new Promise<IncomingMessage>((done, fail) => {
    request(url, options, done).on('error', fail).end();
  }).catch((thrown: unknown) => failed(thrown, signal));
}

/** Resolves a name, and refuses it where any of its addresses is in a private network. */
function guarded(refuses: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '', 0);
      if (addresses.length === 0 || addresses.some(({ address }) => refuses(address)))
        return callback(privateNetwork(), '', 0);
      if (options.all) return callback(null, addresses);
      const [first] = addresses;
      return callback(null, first?.address ?? '', first?.family ?? 4);
    });
  };
}

const privateNetwork = (): Error => new CalendarFailure('it leads into a private network');

async function bodyOf(answer: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of answer as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > mostBytes) {
      answer.destroy();
      throw new CalendarFailure('it is larger than 5 MB');
    }
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** Node's own words may name the address. */
function failed(thrown: unknown, signal: AbortSignal): never {
  if (thrown instanceof CalendarFailure) throw thrown;
  if (signal.aborted) throw new CalendarFailure('its server takes longer than 20 s');
  const { code } = thrown as { code?: string };
  throw new CalendarFailure(`its server cannot be reached (${code ?? 'no answer'})`);
}
