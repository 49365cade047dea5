import { expect, test } from 'vitest';
import { auditCsv, sinceOf, whoOf } from '../../src/acts/audit.ts';
import type { Entry } from '../../src/acts/entries.ts';
import { shareWorld } from '../helpers/world.ts';
import { actsYml } from './world.ts';

const shared = shareWorld(async () => ({ yml: actsYml }));

async function entries(many: number, repository: string): Promise<void> {
  const { store, clock } = shared();
  for (let number = 1; number <= many; number += 1) {
    await store.audit.note({
      ...{ at: clock.now(), who: number % 2 ? 'U0OMAR' : 'U0DANA', what: 'rerun', repository },
      ...{ target: `=CI #${number}`, from: 'button in C0BUILDS', result: 'done', asLogin: null },
    });
  }
  await shared().github.run(repository, 'CI', 'success');
  await shared().settle();
}

test('is read by operators, newest first, page by page', async () => {
  const { ask, slack, slash } = shared();
  await entries(45, 'acme/pages');
  const first = await ask('omar', '/ci audit --repo acme/pages');
  expect(first.plain).toMatch(/rerun · =CI #45 · acme\/pages/);
  expect(first.plain).toContain('@omar');
  expect(first.plain).not.toContain('=CI #25 ');
  const result = await slack.as('omar').press(first, 'Older');
  const second = await result.answer();
  expect(second.plain).toMatch(/=CI #25 .*=CI #6 /s);
  expect(await slash('mina', '/ci audit --repo acme/pages --who @dana')).not.toContain('#45');
  expect(await slash('mina', '/ci audit --who nobody')).toContain('who “nobody” is');
  expect(await slash('mina', '/ci audit --since yesterdy')).toContain('--since 7d');
  expect(await slash('dana', '/ci audit')).toContain('Reading the audit needs the role operator');
  expect(slack.violations).toEqual([]);
});

test('is a file for whoever presses the button, or types --csv', async () => {
  const { ask, slack, slash } = shared();
  await entries(3, 'acme/file');
  const list = await ask('omar', '/ci audit --repo acme/file');
  const result = await slack.as('omar').press(list, 'Send as CSV');
  expect((await result.answer()).plain).toContain('sent you 3 entries as a file');
  expect(await slash('omar', '/ci audit --repo acme/file --csv')).toContain('3 entries');
  const messages = slack.as('omar').dm().messages;
  expect(messages).toHaveLength(2);
  const file = await fetch(`${slack.url}/sandbox/files/${messages[0]?.files[0]}`);
  const text = await file.text();
  expect(text).toMatch(/^"time","who".*\r\n"2026-11-23T/);
  expect(text).toContain('"\'=CI #3"');
});

test('names what somebody did in Slack by what people know, not by our own numbers', async () => {
  const { github, settle, slack, slash } = shared();
  await github.run('acme/known', 'CI', 'failure');
  await settle();
  const { messages } = slack.channel('#builds');
  const alert = messages.find(({ plain }) => plain.includes('acme/known'));
  if (!alert) throw new Error('no alert');
  await slack.as('omar').press(alert, 'Acknowledge');
  await slash('omar', '/ci mute acme/known for 2h');
  const audit = await slash('omar', '/ci audit --repo acme/known');
  expect(audit).toMatch(/acknowledge · CI on main · acme\/known \| Slack/);
  expect(audit).toMatch(/mute · all workflows · acme\/known \| command in #builds/);
});

test('as CSV is safe to open', () => {
  const entry: Entry = {
    ...{ id: 1, at: 0, who: 'U0OMAR', what: 'rerun', repository: null, asLogin: 'omar-gh' },
    ...{ target: '=HYPERLINK("x")', from: '@x', result: 'a,"b"\nc', requestId: null },
  };
  const [head, ...rest] = auditCsv([entry], () => 'Omar').split('\r\n');
  expect(head).toMatch(/^"time","who","name"/);
  expect(rest.join('')).toBe(
    '"1970-01-01T00:00:00.000Z","U0OMAR","Omar","omar-gh","rerun","","\'=HYPERLINK(""x"")","\'@x","a,""b""\nc",""',
  );
});

test.each([
  '=1+1',
  '+1',
  '-1',
  '@SUM(1)',
  '\t=1',
  '\r=1',
  '\n=1',
  '＝1+1',
  '＋1',
  '－1',
  '＠SUM(1)',
])('%j is no formula in the file', (target) => {
  const entry: Entry = {
    ...{ id: 1, at: 0, who: 'U0OMAR', what: 'rerun', repository: null, asLogin: null },
    ...{ target, from: 'x', result: 'done', requestId: null },
  };
  expect(auditCsv([entry], () => 'Omar')).toContain(`"'${target}"`);
});

test('knows people and times as they are typed', () => {
  const now = Date.UTC(2026, 10, 23);
  expect(sinceOf('7d', now)).toBe(Date.UTC(2026, 10, 16));
  expect(sinceOf('2026-11-01', now)).toBe(Date.UTC(2026, 10, 1));
  expect(() => sinceOf('2026-13-01', now)).toThrow('I do not know when');
  expect([whoOf('@U0OMAR'), whoOf('U0OMAR'), whoOf('baton')]).toEqual([
    'U0OMAR',
    'U0OMAR',
    'baton',
  ]);
});
