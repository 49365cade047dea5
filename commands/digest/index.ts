import type { Command } from '../define.ts';
import { list } from './list.ts';
import { now } from './now.ts';
import { overview, preview } from './preview.ts';
import { schedule, unschedule } from './schedule.ts';

/** The scheduled report, in the order of `/digest help`. */
export const digest: Command = {
  name: '/digest',
  summary: 'What to mend first, at nine in the morning or now',
  bare: overview,
  subcommands: [preview, now, schedule, list, unschedule],
};
