import { isUtf8 } from 'node:buffer';
import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import type { Delivery } from '../core/records.ts';
import { redactJson } from '../core/redact-json.ts';
import { createBodyReader } from './body.ts';
import { isUsed, readPartOf } from './facts.ts';
import { groupCommit } from './group-commit.ts';
import { createVerifier } from './signature.ts';
import { createTurnstile } from './turnstile.ts';

/** What became of one request: kept, known already, of no use to us, refused, or not kept because the store failed. */
export type IntakeResult = 'accepted' | 'duplicate' | 'unused' | 'refused' | 'failed';

export type IntakeOptions = {
  /** Any of them may sign; two while a secret is being replaced. */
  secrets: readonly string[];
  /** Commits those that are new, and answers their ids. */
  accept: (rows: NewDelivery[]) => Promise<string[]>;
  log: Log;
  clock: Clock;
  counters?: { delivery(result: IntakeResult, event: string): void };
  /** Of one body; GitHub sends at most 25 MiB. */
  maxBytes?: number;
};

type NewDelivery = Omit<Delivery, 'attempts'>;
type Answer = { status: number; text: string; result: IntakeResult; event?: string };

const MiB = 1024 * 1024;
/** Read in one turn of the event loop, which takes half a millisecond; a storm waits in the order in which it came. */
const perTurn = 10;
/** What two turns read is enough for a commit. While one is written, the next is handed over and one more gathers. */
const grouping = { maxRows: 200, enough: 2 * perTurn, lanes: 3 };

/**
 * Receives GitHub's webhooks: `(request, response)` for node:http. Answers 202 once the delivery is
 * committed (a known one again), 401 without detail where the signature is missing or wrong, 400, 405,
 * 413 and 415 for what is no webhook, 503 where the store did not take it.
 */
export function createIntake(
  options: IntakeOptions,
): (request: IncomingMessage, response: ServerResponse) => void {
  const { maxBytes = 25 * MiB } = options;
  const limits = { maxBytes, maxHeldBytes: 10 * maxBytes };
  const read = createBodyReader(limits, createTurnstile(perTurn));
  const keep = groupCommit((rows: NewDelivery[]) => commit(rows, options.accept), grouping);
  const isSigned = createVerifier(options.secrets);
  const warn = atMostOnceAMinute(options);

  async function receive(request: IncomingMessage): Promise<Answer> {
    if (request.method !== 'POST') return refused(405, 'POST only');
    const body = await read(request);
    if (body === 'too large') return refused(413, 'body too large');
    if (body === 'busy') return { ...refused(503, 'busy'), result: 'failed' };
    if (body === 'gone') return refused(400, 'body incomplete');
    if (!isSigned(body, header(request, 'x-hub-signature-256'))) {
      warn(
        'webhook with a missing or wrong signature; is GITHUB_WEBHOOK_SECRET the same as at GitHub?',
      );
      return refused(401, 'unauthorized');
    }
    const delivery = deliveryOf(request, body);
    if ('status' in delivery) return delivery;
    const { event } = delivery;
    if (!isUsed(event)) return { status: 202, text: 'not used', result: 'unused', event };
    const isKept = await keep({ ...delivery, receivedAt: options.clock.now() });
    const result = isKept ? 'accepted' : 'duplicate';
    return { status: 202, text: result, result, event };
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const answer = await receive(request).catch((error: unknown): Answer => {
      options.log.error({ err: error }, 'webhook not kept');
      return { status: 503, text: 'not kept', result: 'failed' };
    });
    options.counters?.delivery(answer.result, answer.event ?? 'none');
    reply(request, response, answer);
  }

  return (request, response) => void handle(request, response);
}

function refused(status: number, text: string): Answer {
  return { status, text, result: 'refused' };
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** Reads what was signed; for what is no delivery, the answer that says so. */
function deliveryOf(
  request: IncomingMessage,
  body: Buffer,
): Pick<Delivery, 'id' | 'event' | 'body'> | Answer {
  const id = header(request, 'x-github-delivery') ?? '';
  const event = header(request, 'x-github-event') ?? '';
  if (!/^[\w.:-]{1,100}$/.test(id)) return refused(400, 'X-GitHub-Delivery is missing or odd');
  if (!/^\w{1,60}$/.test(event)) return refused(400, 'X-GitHub-Event is missing or odd');
  if (!isUtf8(body)) return refused(400, 'body is not UTF-8');
  const type = header(request, 'content-type') ?? '';
  const json = jsonOf(type, body.toString('utf8'));
  if (json === undefined) return refused(415, 'send application/json');
  const value = objectOf(json);
  if (value === undefined) return refused(400, 'body is not a JSON object');
  return { id, event, body: redactJson(JSON.stringify(readPartOf(event, value) ?? {})) };
}

/** What a text says if it is JSON, and an object at that. */
function objectOf(json: string): object | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** GitHub sends JSON, or a form with the JSON in its field `payload`, as the webhook is set up. */
function jsonOf(contentType: string, text: string): string | undefined {
  if (/^application\/json\b/i.test(contentType)) return text;
  if (!/^application\/x-www-form-urlencoded\b/i.test(contentType)) return undefined;
  return new URLSearchParams(text).get('payload') ?? '';
}

/** Says of each row whether it was kept; of two equal ones that came together, the first. */
async function commit(rows: NewDelivery[], accept: IntakeOptions['accept']): Promise<boolean[]> {
  // In one order everywhere, so that two commits with the same deliveries never wait for each other.
  const fresh = new Set(await accept(rows.toSorted((a, b) => (a.id < b.id ? -1 : 1))));
  return rows.map((row) => fresh.delete(row.id));
}

function reply(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  const unread = !request.complete;
  response.writeHead(answer.status, {
    'content-type': 'text/plain',
    'content-length': answer.text.length,
    ...(answer.status === 405 && { allow: 'POST' }),
    ...(unread && { connection: 'close' }),
  });
  response.end(answer.text);
  if (unread) request.resume();
}

/** A warning that anyone could cause, kept from filling the log. */
function atMostOnceAMinute({ log, clock }: IntakeOptions): (message: string) => void {
  let quietUntil = 0;
  return (message) => {
    if (clock.now() < quietUntil) return;
    quietUntil = clock.now() + 60_000;
    log.warn({}, message);
  };
}
