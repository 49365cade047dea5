import { discoveryName } from '../core/discovery.ts';
import type { Job } from './define.ts';

const hour = 60 * 60 * 1000;

/** Finds the repositories that the patterns in baton.yml mean, so that new ones are watched too. */
export const discovery: Job = {
  name: discoveryName,
  cron: '7 * * * *',
  timezone: 'UTC',
  graceMs: hour,
  run: ({ discover }) => discover(),
};
