import type { IncomingMessage, ServerResponse } from 'node:http';
import { violation, type World } from '../world/world.ts';
import { readBody } from './http.ts';

/** The second of three steps: the bytes of a file, raw or as a form, to the URL that was given. */
export async function receiveUpload(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
  ticket: string,
): Promise<void> {
  const file = world.files.get(world.uploads.get(ticket) ?? '');
  const content = await fileOf(await readBody(request), request.headers['content-type'] ?? '');
  if (!file || content.length !== file.size) {
    violation(
      world,
      `upload: ${file ? `${content.length} bytes, not ${file.size}` : 'no such URL'}`,
    );
    response.writeHead(file ? 400 : 404).end('error');
    return;
  }
  world.uploads.delete(ticket);
  file.content = content;
  response.writeHead(200, { 'content-type': 'text/plain' }).end(`OK - ${content.length}`);
}

/** A form carries the file in its only part. */
async function fileOf(body: Buffer, contentType: string): Promise<Buffer> {
  if (!contentType.startsWith('multipart/form-data')) return body;
  const form = await new Response(new Uint8Array(body), {
    headers: { 'content-type': contentType },
  }).formData();
  const part = [...form.values()].find((value) => value instanceof Blob);
  return part instanceof Blob ? Buffer.from(await part.arrayBuffer()) : Buffer.alloc(0);
}
