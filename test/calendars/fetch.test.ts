import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { fetchCalendar } from '../../src/calendars/fetch.ts';
import { isPrivate } from '../../src/calendars/private.ts';

/** A server on this machine, which only these tests may call. */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/calendar.ics?token=hidden`;
}

const fetched = (address: string, etag: string | null = null) =>
  fetchCalendar(address, { etag, refuses: () => false });

describe('a calendar', () => {
  test('is read with its tag, and not again while it is the same', async () => {
    const address = await serve((request, response) => {
      if (request.headers['if-none-match'] === '"one"') response.writeHead(304).end();
      else response.writeHead(200, { etag: '"one"' }).end('BEGIN:VCALENDAR');
    });
    expect(await fetched(address)).toEqual({
      kind: 'read',
      text: 'BEGIN:VCALENDAR',
      etag: '"one"',
    });
    expect(await fetched(address, '"one"')).toEqual({ kind: 'same' });
  });

  test('is followed to where it has moved, not without end', async () => {
    const there = await serve((_request, response) => response.end('there'));
    const here = await serve((_request, response) =>
      response.writeHead(302, { location: there }).end(),
    );
    expect(await fetched(here)).toMatchObject({ text: 'there' });
    const round = await serve((request, response) =>
      response.writeHead(302, { location: request.url }).end(),
    );
    await expect(fetched(round)).rejects.toThrow('from one address to the next');
  });

  test.each<[string, RequestListener, string]>([
    [
      'that is not there',
      (_request, response) => response.writeHead(404).end(),
      'its server answers 404',
    ],
    [
      'without end',
      (_request, response) => void response.end(Buffer.alloc(6 * 1024 ** 2)),
      'larger than 5 MB',
    ],
    [
      'that leads nowhere',
      (_request, response) => response.writeHead(302, { location: 'https://[hidden' }).end(),
      'it leads to an address that is none',
    ],
    [
      'that is called the same as none',
      (_request, response) => response.writeHead(304).end(),
      'its server answers 304',
    ],
    ['cut off', (_request, response) => void response.destroy(), 'cannot be reached'],
  ])('%s is a sentence without its address', async (_what, listener, says) => {
    const failure = await fetched(await serve(listener)).catch((thrown: Error) => thrown.message);
    expect(failure).toContain(says);
    expect(failure).not.toContain('hidden');
  });

  test('in a private network is refused, by address, by name and by redirect', async () => {
    const asked: string[] = [];
    const address = await serve((request, response) => {
      asked.push(request.url ?? '');
      response.end('secret');
    });
    const port = new URL(address).port;
    for (const host of ['127.0.0.1', 'localhost', '[::1]'])
      await expect(fetchCalendar(`http://${host}:${port}/`, { etag: null })).rejects.toThrow(
        'private network',
      );
    expect(asked).toEqual([]);
  });

  test.each([
    ['10.1.2.3', true],
    ['100.64.0.1', true],
    ['169.254.169.254', true],
    ['172.31.255.255', true],
    ['192.168.0.1', true],
    ['::1', true],
    ['::ffff:10.0.0.1', true],
    ['::ffff:a00:1', true],
    ['fd00::1', true],
    ['fe80::1', true],
    ['0.0.0.0', true],
    ['not an address', true],
    ['8.8.8.8', false],
    ['172.32.0.1', false],
    ['2606:4700::1111', false],
  ])('%s is private: %s', (address, is) => expect(isPrivate(address)).toBe(is));
});
