import { batchRest } from '../../acts/messages/batch.ts';
import { closed } from '../../builds/messages/closed.ts';
import { branchStatus, glance } from '../../builds/messages/health.ts';
import {
  muted,
  noticeSet,
  subscribed,
  unmuted,
  unsubscribed,
} from '../../builds/messages/wishes.ts';
import { UserError } from '../../core/errors.ts';
import type { Message } from '../../core/message.ts';
import type { Incident, Repository, Run, Stream } from '../../core/records.ts';
import { fault, mistake, shared } from '../slack/messages.ts';

/** One of each private answer that is none of a list. */
export function answerGallery(
  seen: { repository: Repository; stream: Stream; run: Run; incident: Incident },
  now: number,
): Record<string, Message> {
  const { repository, stream, run, incident } = seen;
  const refusal = new UserError('Rerunning needs the role operator.', 'Ask @lee.');
  const health = { repository, streams: [{ stream, newest: run, incident }] };
  const unknown = { ...stream, health: 'unknown' as const };
  const asleep = { repository, streams: [{ stream: unknown, newest: run, incident: undefined }] };
  const page = { number: 1, more: false, words: '/ci' };
  const wish = {
    ...{ id: 1, channel: 'C0BUILDS', repository: 'acme/*', branch: null, workflow: null },
    ...{ on: 'failures' as const, createdBy: 'U0SAMPLE', createdAt: now },
  };
  const mute = { repository: 'acme/api', workflow: null };
  const status = glance([health], { all: false, now, page });
  return {
    'answer, mistake': mistake(refusal),
    'answer, fault': fault('b1946ac9'),
    'answer, shared': shared(status, '/ci', 'U0SAMPLE'),
    'acts at once, left out': batchRest({ batch: null, acts: [], refusal }, now) ?? status,
    'incident, close taken': closed(1),
    'incident, close of many taken': closed(3),
    'health, at a glance': status,
    'health, nothing to fix': glance([asleep], { all: false, now, page }),
    'health, nothing yet': glance([], { all: false, now, page }),
    'health, of a branch': branchStatus(health, { branch: 'main', now, from: 0, to: 20, page }),
    'health, nothing ran': branchStatus(
      { repository, streams: [] },
      { branch: 'main', now, from: 0, to: 20, page },
    ),
    subscribed: subscribed({ subscription: wish, covers: ['acme/api'], near: undefined }),
    'subscribed, unseen': subscribed({ subscription: wish, covers: [], near: 'acme/api' }),
    unsubscribed: unsubscribed('acme/*'),
    muted: muted(mute, now + 7_200_000, now),
    unmuted: unmuted(mute),
    'notices, on': noticeSet(true, { login: 'dana-gh', email: null }),
    'notices, off': noticeSet(false, { login: null, email: null }),
  };
}
