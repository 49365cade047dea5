import type { Command } from '../define.ts';
import { overview } from './overview.ts';

/** What runs where, and bringing something else there, in the order of `/deploy help`. */
export const deploy: Command = {
  name: '/deploy',
  summary: 'Deploys: what runs where, and bringing something else there',
  bare: overview,
  subcommands: [],
};
