import { button, type Element } from '../../core/blocks.ts';
import type { Run } from '../../core/records.ts';

/** Starts the failed jobs of a run again; its value is the run and the attempt that people see. */
export const rerunButton = (run: Pick<Run, 'id' | 'attempt'>): Element =>
  button({
    id: 'run.rerun-failed',
    text: 'Rerun failed jobs',
    value: `${run.id} ${run.attempt}`,
  });
