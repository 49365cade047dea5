import type { Clock } from '../core/clock.ts';
import { callTimeoutMs } from './client.ts';
import { failureOf, refused, SlackFailure } from './failure.ts';

const livesMs = 30 * 60_000;
const maxUses = 5;

/** Posts to the response URL; answers false where there is none, or it is used up. */
export type Responder = (body: object) => Promise<boolean>;

/** Slack's way to answer an interaction: thirty minutes, five uses. Rejects with a {@link SlackFailure}. */
export function createResponder(
  url: string | undefined,
  { clock, since = clock.now() }: { clock: Clock; since?: number | undefined },
): Responder {
  if (!url) return async () => false;
  let uses = 0;
  return async (body) => {
    if (uses >= maxUses || clock.now() - since >= livesMs) return false;
    uses += 1;
    try {
      await respond(url, body);
      return true;
    } catch (thrown) {
      if (thrown instanceof SlackFailure && thrown.kind === 'gone') return false;
      throw thrown;
    }
  };
}

async function respond(url: string, body: object): Promise<void> {
  const method = 'response_url';
  let answer: Response;
  let text: string;
  try {
    answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(callTimeoutMs),
    });
    text = await answer.text();
  } catch (thrown) {
    throw failureOf(method, thrown);
  }
  // Slack says `ok` or `{"ok":true}` here, depending on what was answered.
  if (answer.ok && !/"ok"\s*:\s*false/.test(text)) return;
  throw refusal(method, answer.status, text);
}

/** Slack answers `ok`, a word, or JSON with the word in `error`. */
function refusal(method: string, statusCode: number, text: string): SlackFailure {
  try {
    const answer: { ok?: boolean; error?: string } = JSON.parse(text);
    if (typeof answer.error === 'string') return refused(method, answer);
  } catch {
    if (/^[a-z_]{3,40}$/.test(text.trim())) return refused(method, { error: text.trim() });
  }
  return failureOf(method, { statusCode });
}
