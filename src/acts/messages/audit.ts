import { actions, button, lines, table } from '../../core/blocks.ts';
import { channelLink, type Inline, joined, mention } from '../../core/inline.ts';
import { at } from '../../core/local-time.ts';
import { type Message, message } from '../../core/message.ts';
import { type Page, pager } from '../../core/pager.ts';
import { count, cut } from '../../core/text.ts';
import type { AuditFilter, Entry } from '../entries.ts';

/** A page of the audit, newest first. */
export function auditList(
  entries: readonly Entry[],
  { now, page, filter }: { now: number; page: Page; filter: AuditFilter },
): Message {
  if (entries.length === 0) {
    const line = page.number > 1 ? 'There is nothing older.' : 'The audit has nothing of that.';
    return message([line], [lines([line]), ...pager(page)]);
  }
  const summary = 'Who did what, newest first.';
  const file = button({ id: 'audit.file', text: 'Send as CSV', value: JSON.stringify(filter) });
  return message(
    [summary],
    [
      lines([summary]),
      table(
        ['When', 'Who', 'What', 'How', 'Result'],
        entries.map((entry) => rowOf(entry, now)),
      ),
      ...pager(page),
      actions('audit', file),
    ],
  );
}

/** Kinds of acts, in the words of the commands. */
const kinds: Readonly<Record<string, string>> = {
  dispatch: 'run',
  'rerun-failed': 'rerun failed jobs',
};

function rowOf(entry: Entry, now: number): Inline[][] {
  const { who, what, target, repository, from, asLogin, result } = entry;
  return [
    [at(entry.at, now)],
    [/^[UW][A-Z0-9]+$/.test(who) ? mention(who) : who],
    joined(
      [[kinds[what] ?? what], [cut(target, 80)], repository === null ? undefined : [repository]],
      ' · ',
    ),
    [...howOf(from), asLogin === null ? '' : `, as ${asLogin}`],
    [cut(result, 200)],
  ];
}

/** `button in C0BUILDS`, with the channel as people know it. */
function howOf(from: string): Inline[] {
  const [, how, channel] = /^(.*) in ([CG][A-Z0-9]+)$/.exec(from) ?? [];
  return how && channel ? [`${how} in `, channelLink(channel)] : [from];
}

/** The audit went to the person who asked, as a file. */
export function auditSent({ many, whole }: { many: number; whole: boolean }): Message {
  const rest = whole
    ? ''
    : ' They are the newest: narrow it down with --who or --repo for older ones.';
  const line = `I have sent you ${count(many, 'entry', 'entries')} as a file, in a direct message.${rest}`;
  return message([line], [lines([line])]);
}

export const noSuchTime = (text: string): [string, string] => [
  `I do not know when “${text}” is.`,
  'Say how long ago, like `--since 7d`, or a day, like `--since 2026-11-01`.',
];

export const nobodySuch = (text: string): [string, string] => [
  `I do not know who “${text}” is.`,
  'Mention them, like `--who @omar`.',
];
