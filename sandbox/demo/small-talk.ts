import type { Workspace } from '../slack/index.ts';

/** What people said before the visitor came, so that no channel stands empty. */
const said: readonly (readonly [who: string, where: string, text: string])[] = [
  ['mina', '#general', 'Welcome! This workspace exists on your machine only. Say what you like.'],
  ['dana', '#general', 'I broke the cart twice last week, and Baton told me before Quinn could.'],
  [
    'quinn',
    '#qa',
    'Release 2.4 is in testing. If `checkout` fails in E2E, run it again once: it is flaky.',
  ],
  [
    'omar',
    '#ops',
    'I am on call this week. The nightly backup runs at two; Baton watches it for me.',
  ],
  ['dana', '#dev', 'Refactoring the totals in `src/cart.ts` today. What could go wrong?'],
  ['mina', '#engineering', 'The digest comes here, weekdays at nine.'],
];

/** Lets them say it. */
export async function smallTalk(slack: Workspace): Promise<void> {
  for (const [who, where, text] of said) await slack.as(who).say(text, { channel: where });
}
