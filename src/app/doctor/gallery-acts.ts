import { type ActView, actMessage } from '../../acts/messages/act.ts';
import { orderTaken } from '../../acts/messages/asked.ts';
import { auditList, auditSent } from '../../acts/messages/audit.ts';
import { batchMessage, batchTaken } from '../../acts/messages/batch.ts';
import { type Form, runForm } from '../../acts/messages/form.ts';
import { alreadyLinked, linkEnded, typeCode, unlinked } from '../../acts/messages/link.ts';
import { otherInputs, whichWorkflow } from '../../acts/messages/start.ts';
import { rerunWords } from '../../acts/messages/words.ts';
import type { Act, Batch } from '../../core/act.ts';
import type { Message } from '../../core/message.ts';
import type { Run } from '../../core/records.ts';

const input = { description: null, required: true, default: null, options: [] } as const;

const form: Form = {
  repository: 'acme/api',
  workflow: { id: 1, name: 'Deploy', path: '.github/workflows/deploy.yml' },
  ...{ shown: [], channel: 'C0BUILDS', threadTs: null, ref: 'main', values: {} },
  note: otherInputs('main'),
  inputs: [
    { ...input, name: 'environment', type: 'environment', options: ['staging', 'production'] },
    { ...input, name: 'dry_run', type: 'boolean', default: 'true', description: 'Only look' },
    { ...input, name: 'count', type: 'number', default: '3' },
    { ...input, name: 'note', type: 'string', required: false },
  ],
};

const entry = {
  ...{ id: 1, who: 'U0OMAR', what: 'rerun-failed', target: 'CI #412', repository: 'acme/api' },
  ...{ from: 'button in C0BUILDS', result: 'done', asLogin: 'omar-gh', requestId: 'b1946ac9' },
};

/** One of each message about what people have done at GitHub. */
export function actGallery(run: Run, now: number): Record<string, Message> {
  const act: Act = {
    ...{ id: 1, key: 'rerun:1:1', requestId: 'b1946ac9', kind: 'rerun-failed' },
    ...{ repository: 'acme/api', target: 'CI #412', detail: {}, who: 'U0OMAR' },
    ...{ from: 'button in C0BUILDS', as: null, askedAt: now, begunAt: now, endedAt: null },
    ...{ tries: 1, said: null, runId: run.id, attempt: null, state: 'done', batch: null },
  };
  const view = (change: Partial<Act>, seen: Partial<Run> = {}): ActView => ({
    act: { ...act, ...change },
    words: rerunWords(true),
    run: { ...run, ...seen },
    attempt: undefined,
  });
  const refused = {
    state: 'refused',
    said: 'It was rerun meanwhile: attempt 2 is there.',
  } as const;
  const lost = { state: 'unknown', said: 'GitHub has trouble of its own (500).' } as const;
  const batch: Batch = {
    ...{ id: 1, kind: 'rerun-failed', who: 'U0OMAR', askedAt: now },
    leftOut: [
      { repository: 'acme/infra', target: 'CI #7', why: { kind: 'role', role: 'operator' } },
      { repository: 'acme/web', target: 'CI #9', why: { kind: 'asked' } },
      { repository: 'acme/mobile', target: 'CI #3', why: { kind: 'many' } },
    ],
  };
  const many = (...acts: ActView[]) => batchMessage({ batch, words: rerunWords(true), acts });
  const choice = { repository: 'acme/api', path: '.github/workflows/deploy.yml', value: '{}' };
  return {
    'act, asked': actMessage(view({ state: 'asked' })),
    'act, running': actMessage(view({}, { progress: 'in_progress', outcome: null })),
    'act, ended': actMessage(view({}, { progress: 'completed', outcome: 'success' })),
    'act, refused': actMessage(view(refused)),
    'act, failed': actMessage(view({ ...lost, state: 'failed' })),
    'act, unknown': actMessage(view(lost)),
    'acts at once, under way': many(
      view({}, { progress: 'in_progress', outcome: null }),
      view({ state: 'asked', said: 'GitHub’s rate limit is used up until 09:15 UTC.' }),
    ),
    'acts at once, ended': many(
      view({}, { progress: 'completed', outcome: 'success' }),
      view(refused),
      view(lost),
    ),
    'acts at once, refused': many(view(refused)),
    'acts at once, lost': many(view(lost)),
    'acts at once, taken': batchTaken({ batch, acts: [act], refusal: null }, now),
    'workflow, form': { text: 'Modal', blocks: [...runForm(form).blocks] },
    'workflow, which?': whichWorkflow('Deploy', [choice, { ...choice, path: 'b.yml' }]),
    audit: auditList([{ ...entry, at: now }], {
      ...{ now, filter: { who: undefined, repository: undefined, since: undefined } },
      page: { number: 1, more: true, words: '/ci audit' },
    }),
    'audit, sent': auditSent({ many: 100_000, whole: false }),
    'link, code': typeCode(
      { userCode: 'WDJB-MJHT', url: 'https://github.com/login/device', endsAt: now + 9e5 },
      now,
    ),
    'link, made': linkEnded({ kind: 'linked', login: 'omar-gh' }),
    'link, run out': linkEnded({ kind: 'expired' }),
    'link, refused': linkEnded({ kind: 'refused', said: 'GitHub refused.' }),
    'link, there': alreadyLinked('omar-gh'),
    'link, ended': unlinked(
      { login: 'omar-gh', revoked: false },
      'https://github.com/settings/apps/authorizations',
    ),
    'act, taken': orderTaken({ act, fresh: true }, now),
    'act, asked twice': orderTaken({ act, fresh: false }, now),
  };
}
