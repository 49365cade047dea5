import type { Act, Batch, LeftOut, LeftOutWhy, OrderedBatch } from '../../core/act.ts';
import { lines } from '../../core/blocks.ts';
import { bold, code, emoji, type Inline, mention } from '../../core/inline.ts';
import { type Message, message } from '../../core/message.ts';
import { outcomeWord, runLink } from '../../core/run-words.ts';
import { count } from '../../core/text.ts';
import { type ActView, type ActWords, standing } from './act.ts';
import { alreadyAsked } from './asked.ts';

export type BatchView = {
  batch: Batch;
  words: ActWords;
  acts: readonly Omit<ActView, 'words'>[];
};

type Seen = BatchView['acts'][number];

/** So many are named of each kind of trouble. */
const mostNamed = 5;

/** Who has had many things done at once, and what became of them: one message for all. */
export function batchMessage(view: BatchView): Message {
  const head = headline(view);
  return message(head, [lines(head, ...troubles(view), ...leftOut(view.batch.leftOut))]);
}

function headline({ batch, words, acts }: BatchView): Inline[] {
  const who: Inline[] = [' ', mention(batch.who), ' '];
  const waiting = acts.filter(({ act }) => act.state === 'asked');
  const done = acts.filter(({ act }) => act.state === 'done');
  const all = bold(count(acts.length, 'workflow'));
  const stand = standings(done);
  if (waiting.length > 0) {
    const [said] = waiting.flatMap(({ act }) => act.said ?? []);
    return [
      ...[emoji('hourglass_flowing_sand'), ...who, `asked to ${words.to} `, all],
      `: ${[...stand, `${waiting.length} to go`].join(', ')}.`,
      said === undefined ? '' : ` ${said} I am trying again.`,
    ];
  }
  // Of what GitHub did not answer nobody knows whether it was done.
  const lost = acts.some(({ act }) => act.state === 'unknown');
  if (done.length === 0)
    return [emoji('warning'), ...who, `${lost ? 'asked to' : 'could not'} ${words.to} `, all, '.'];
  const some = done.length < acts.length ? [bold(String(done.length)), ' of ', all] : [all];
  return [
    ...[emoji(words.sign), ...who, `${words.did} `, ...some],
    stand.length === 0 ? '.' : ` → ${stand.join(', ')}.`,
  ];
}

/** `30 running`, `8 passed`: how the runs that it began stand, the most of a kind first. */
function standings(done: readonly Seen[]): string[] {
  const words = new Map<string, number>();
  for (const view of done) {
    const stands = standing(view);
    if (!stands) continue;
    const word = outcomeWord(stands);
    words.set(word, (words.get(word) ?? 0) + 1);
  }
  return [...words].sort(([, a], [, b]) => b - a).map(([word, many]) => `${many} ${word}`);
}

function troubles({ acts }: BatchView): Inline[][] {
  const not = acts.filter(({ act }) => act.state === 'refused' || act.state === 'failed');
  const shown = not
    .slice(0, mostNamed)
    .map((view): Inline[] => [emoji('no_entry'), ' ', ...named(view), `: ${view.act.said ?? ''}`]);
  const rest = not.length - shown.length;
  const more: Inline[][] =
    rest > 0
      ? [[emoji('no_entry'), ` ${rest} more were refused: `, code('/ci audit'), ' has them all.']]
      : [];
  return [...shown, ...more, ...unknown(acts.filter(({ act }) => act.state === 'unknown'))];
}

function unknown(lost: readonly Seen[]): Inline[][] {
  if (lost.length === 0) return [];
  const names = enumerated(lost.map(named));
  return [
    [
      emoji('grey_question'),
      ' GitHub did not say whether these began; I am looking: ',
      ...names,
      '.',
    ],
  ];
}

/** `acme/api · CI #4`, linked. */
function named({ act, run }: Seen): Inline[] {
  return [`${act.repository} · `, run ? runLink({ ...run, attempt: 1 }) : act.target];
}

/** What was not even asked for, a line for each reason. */
function leftOut(all: readonly LeftOut[]): Inline[][] {
  const reasons = new Map<string, LeftOut[]>();
  for (const one of all) {
    const reason = reasonOf(one.why);
    reasons.set(reason, [...(reasons.get(reason) ?? []), one]);
  }
  return [...reasons].map(([reason, ones]) => {
    const names = enumerated(ones.map(({ repository, target }) => [`${repository} · ${target}`]));
    return [emoji('no_entry'), ` ${reason}: `, ...names, '.'];
  });
}

function reasonOf(why: LeftOutWhy): string {
  switch (why.kind) {
    case 'role':
      return `Left out, since it needs the role ${why.role} there`;
    case 'asked':
      return 'Asked for before';
    case 'many':
      return 'Left for later, since GitHub takes only so many an hour; press again for them';
  }
}

/** `a, b, c and 12 more`. */
function enumerated(names: readonly (readonly Inline[])[]): Inline[] {
  const shown = names.slice(0, mostNamed);
  const rest = names.length - shown.length;
  const first = shown.flatMap((name, index) => (index === 0 ? [...name] : [', ', ...name]));
  return rest > 0 ? [...first, ` and ${rest} more`] : first;
}

/** What whoever asked for many reads by themselves; undefined where the message for all says it all. */
export function batchRest(
  { batch, acts, refusal }: OrderedBatch,
  now: number,
): Message | undefined {
  const [first] = acts;
  const before: Inline[][] = batch === null && first ? [asked(acts, first, now)] : [];
  const refused: Inline[][] = refusal ? [[emoji('warning'), ' ', ...refusal.sentence]] : [];
  const all = [...before, ...refused];
  return all.length === 0 ? undefined : message(all[0] ?? [], [lines(...all)]);
}

/** The same for a command, which is always answered. */
export function batchTaken(ordered: OrderedBatch, now: number): Message {
  const many = count(ordered.acts.length, 'workflow');
  const line: Inline[] = [
    'On it: ',
    bold(many),
    `. What becomes of ${ordered.acts.length === 1 ? 'it' : 'them'} stands here, for everyone.`,
  ];
  const rest = ordered.refusal ? [[emoji('warning'), ' ', ...ordered.refusal.sentence]] : [];
  if (ordered.batch === null) return batchRest(ordered, now) ?? message(line, [lines(line)]);
  return message(line, [lines(line, ...rest)]);
}

const asked = (acts: readonly Act[], first: Act, now: number): Inline[] =>
  acts.every(({ who }) => who === first.who)
    ? alreadyAsked(first, now)
    : ['Others asked for all of that already: it is done once.'];
