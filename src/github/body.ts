import type { IncomingMessage } from 'node:http';

export type BodyLimits = {
  /** Bytes of one body. */
  maxBytes: number;
  /** Bytes of all bodies that are being read, since anyone may begin to send one. */
  maxHeldBytes: number;
};

/** The raw bytes, or why there are none. */
export type Body = Buffer | 'too large' | 'busy' | 'gone';

/** Reads request bodies within the limits, and hands each on in its turn: till then it counts as held. Never rejects. */
export function createBodyReader(
  limits: BodyLimits,
  turn: () => Promise<void>,
): (request: IncomingMessage) => Promise<Body> {
  let held = 0;
  return (request) => {
    if (Number(request.headers['content-length']) > limits.maxBytes) {
      return Promise.resolve('too large');
    }
    return new Promise((resolve) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      let isOver = false;
      const end = async (body: Body) => {
        if (isOver) return;
        isOver = true;
        request.removeAllListeners('data');
        if (typeof body !== 'string') await turn();
        held -= bytes;
        resolve(body);
      };
      request.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        held += chunk.length;
        if (bytes > limits.maxBytes) return end('too large');
        if (held > limits.maxHeldBytes) return end('busy');
        chunks.push(chunk);
      });
      request.once('end', () => end(joined(chunks)));
      request.once('error', () => end('gone'));
      request.once('close', () => end('gone'));
    });
  };
}

function joined(chunks: readonly Buffer[]): Buffer {
  const [only] = chunks;
  return only && chunks.length === 1 ? only : Buffer.concat(chunks);
}
