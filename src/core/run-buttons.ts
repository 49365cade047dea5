import { button, type Element } from './blocks.ts';
import { isRed } from './health.ts';
import type { Run } from './records.ts';
import { short } from './run-words.ts';
import { count } from './text.ts';

type Named = Pick<Run, 'id' | 'attempt' | 'workflow' | 'number'>;

/** What every button about a run carries: the run, and the attempt that people see. */
const seen = ({ id, attempt }: Pick<Run, 'id' | 'attempt'>): string => `${id} ${attempt}`;

/** Starts the failed jobs of a run again. */
export const rerunButton = (run: Pick<Run, 'id' | 'attempt'>): Element =>
  button({ id: 'run.rerun-failed', text: 'Rerun failed jobs', value: seen(run) });

/**
 * Starts the failed jobs of all that an outage broke again, after a question.
 *
 * @param outage the incident whose message tells of it, and the channel: it may be shown elsewhere too
 */
export const rerunOutageButton = (outage: string, many: number): Element =>
  button({
    ...{ id: 'outage.rerun', text: 'Rerun failed jobs', value: outage },
    confirm: {
      title: 'Rerun failed jobs?',
      text: `The failed jobs of ${count(many, 'workflow')} run again. Do it once what broke them works again.`,
      ...{ confirm: 'Rerun them', deny: 'Leave them', style: 'primary' },
    },
  });

/** Starts all of a run again, after a question. */
export const rerunAllButton = (run: Named): Element =>
  button({
    ...{ id: 'run.rerun', text: 'Rerun all', value: seen(run) },
    confirm: {
      title: 'Rerun all jobs?',
      text: `All of ${short(run.workflow)} #${run.number} runs again, also what passed.`,
      ...{ confirm: 'Rerun all', deny: 'Leave it', style: 'primary' },
    },
  });

/** Ends a run, after a question. */
export const cancelButton = (run: Named): Element =>
  button({
    ...{ id: 'run.cancel', text: 'Cancel run', value: seen(run), style: 'danger' },
    confirm: {
      title: 'Cancel this run?',
      text: `${short(run.workflow)} #${run.number} ends where it is.`,
      ...{ confirm: 'Cancel run', deny: 'Let it run' },
    },
  });

/** What can be done with a run as it stands. */
export function runButtons(run: Named & Pick<Run, 'progress' | 'outcome'>): Element[] {
  if (run.progress !== 'completed') return [cancelButton(run)];
  return [...(isRed(run.outcome) ? [rerunButton(run)] : []), rerunAllButton(run)];
}
