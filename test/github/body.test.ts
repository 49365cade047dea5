import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { expect, it } from 'vitest';

import { createBodyReader } from '../../src/github/body.ts';

const sending = (text: string) =>
  Object.assign(Readable.from([Buffer.from(text)]), { headers: {} }) as unknown as IncomingMessage;

it('what waits for its turn is still held: no more is read than may be held at once', async () => {
  let open = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const read = createBodyReader({ maxBytes: 10, maxHeldBytes: 15 }, () => gate);
  const sent = sending('0123456789');
  const first = read(sent);
  await once(sent, 'close');
  expect(await read(sending('0123456789'))).toBe('busy');
  open();
  expect(String(await first)).toBe('0123456789');
  expect(String(await read(sending('abcdefghij')))).toBe('abcdefghij');
  expect(await read(sending('0123456789-'))).toBe('too large');
});
