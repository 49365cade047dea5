import type { Act } from '../../core/act.ts';
import { actions, lines } from '../../core/blocks.ts';
import { formatDuration } from '../../core/duration.ts';
import { emoji, type Inline, link, mention } from '../../core/inline.ts';
import { type Message, message } from '../../core/message.ts';
import type { Attempt, Run } from '../../core/records.ts';
import { cancelButton } from '../../core/run-buttons.ts';
import { durationOf, outcomeWord, runLink } from '../../core/run-words.ts';

/** How one kind of act is said: `to rerun the failed jobs of`, `reran the failed jobs of`. */
export type ActWords = {
  sign: string;
  to: string;
  did: string;
  /** What is done is not done to the run as a whole: it is named as it was when asked for. */
  names?: 'target';
};

export type ActView = {
  act: Act;
  words: ActWords;
  /** The run that it is about or that it began, as it stands. */
  run: Run | undefined;
  /** Of that run the attempt that it began. */
  attempt: Attempt | undefined;
};

/** Who has done what, and what became of it: the one message of an act. */
export function actMessage(view: ActView): Message {
  const { act, run } = view;
  const line = actLine(view);
  const stops = run && running(view) && act.kind !== 'cancel';
  return message(line, [
    lines(line),
    ...(stops ? [actions(`act:${act.id}`, cancelButton(run))] : []),
  ]);
}

/** The same in one line. */
export function actLine(view: ActView): Inline[] {
  const { act, words } = view;
  const who: Inline[] = [mention(act.who), ' '];
  const what: Inline[] = [' ', ...targetOf(view)];
  const said = act.said === null ? '' : ` ${act.said}`;
  switch (act.state) {
    case 'asked':
      return [
        ...[emoji('hourglass_flowing_sand'), ' ', ...who, `asked to ${words.to}`, ...what],
        said === '' ? ' …' : `.${said} I am trying again.`,
      ];
    case 'done':
      return [emoji(words.sign), ' ', ...who, words.did, ...what, ...became(view)];
    case 'refused':
      return [emoji('no_entry'), ' ', ...who, `could not ${words.to}`, ...what, `.${said}`];
    case 'failed':
      return [
        ...[emoji('warning'), ' ', ...who, `could not ${words.to}`, ...what],
        `.${said} Nothing was done.`,
      ];
    case 'unknown':
      return [
        ...[emoji('grey_question'), ' ', ...who, `asked to ${words.to}`, ...what],
        `. GitHub did not say whether it was done.${said}`,
      ];
  }
}

function targetOf({ act, words, run }: ActView): Inline[] {
  if (!run || act.kind === 'dispatch') return [act.target];
  if (words.names === 'target') return [link(run.url, act.target)];
  return [runLink({ ...run, attempt: 1 })];
}

/** How the run stands that it is about or that it began. */
export const standing = ({ act, run, attempt }: Omit<ActView, 'words'>) =>
  attempt ?? (act.attempt === null ? run : undefined);

/** ` → running`, ` → passed after 3 m`. */
function became(view: ActView): Inline[] {
  const { act, run } = view;
  const stands = standing(view);
  if (!run || !stands) return [];
  const which: Inline[] = act.kind === 'dispatch' ? [runLink({ ...run, attempt: 1 }), ' '] : [];
  if (stands.progress !== 'completed')
    return [' → ', ...which, act.kind === 'cancel' ? 'ending' : outcomeWord(stands)];
  const took = durationOf(stands.startedAt, stands.updatedAt);
  const length = took === null ? '' : ` after ${formatDuration(took)}`;
  return [' → ', ...which, `${outcomeWord(stands)}${length}`];
}

const running = ({ act, attempt, run }: ActView): boolean =>
  act.state === 'done' && (attempt ?? run)?.progress !== 'completed';
