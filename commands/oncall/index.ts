import type { Command } from '../define.ts';
import { now } from './now.ts';
import { override, overrides, remove } from './override.ts';
import { page } from './page.ts';
import { rota } from './rota.ts';
import { swap } from './swap.ts';

/** Being on call, in the order of `/oncall help`. */
export const oncall: Command = {
  name: '/oncall',
  summary: 'On call: who is, who comes next, and calling them',
  bare: now,
  subcommands: [rota, page, override, overrides, remove, swap],
};
