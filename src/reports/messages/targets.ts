import { context, lines } from '../../core/blocks.ts';
import type { Standing } from '../../core/digests.ts';
import { formatDuration } from '../../core/duration.ts';
import { bold, code, emoji, type Inline } from '../../core/inline.ts';
import { type Message, message } from '../../core/message.ts';
import { percent } from './words.ts';

/** A target that was crossed: once when it is missed, once when it is met again. */
export function targetMessage({ repository, measure, state, value, goal }: Standing): Message {
  const missed = state === 'missed';
  const sign = emoji(missed ? 'warning' : 'white_check_mark');
  const line: Inline[] =
    measure === 'pass_rate'
      ? [
          ...[sign, ' ', bold(repository), missed ? ' has fallen below' : ' is back at'],
          ` its target: ${percent(value)} of its runs passed in seven days, the target is ${percent(goal)}.`,
        ]
      : [
          ...[sign, ' ', bold(repository), ` takes ${formatDuration(value)} to be green again, `],
          `${missed ? 'longer than' : 'within'} its target of ${formatDuration(goal)}.`,
        ];
  const more: Inline[] = ['Type ', code(`/ci health ${repository}`), ' for what is behind it.'];
  return message(line, missed ? [lines(line), context(more)] : [lines(line)]);
}
