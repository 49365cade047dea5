import type { Command } from '../define.ts';
import { lock, unlock } from './lock.ts';
import { overview } from './overview.ts';
import { rollback } from './rollback.ts';
import { to } from './to.ts';

/** What runs where, and bringing something else there, in the order of `/deploy help`. */
export const deploy: Command = {
  name: '/deploy',
  summary: 'Deploys: what runs where, and bringing something else there',
  bare: overview,
  otherwise: to,
  subcommands: [rollback, lock, unlock],
};
