import { goneSpace } from '../builds/gone.ts';
import { openedSpace } from '../handoffs/open.ts';
import type { Job } from './define.ts';

const day = 24 * 60 * 60 * 1000;

/**
 * Deletes what is no longer needed: deliveries after 7 days, digests and jobs of green runs after 90, runs and
 * all that belongs to them after 400.
 */
export const retention: Job = {
  name: 'retention',
  cron: '17 3 * * *',
  timezone: 'UTC',
  graceMs: day,
  async run({ store, now, log }) {
    const deliveries = await store.deliveries.purge(now - 7 * day);
    const work = await store.work.purge(now - 30 * day);
    // Reports tell from when numbers that rest on jobs hold: said before the first one is gone.
    await store.memory.set('kept', 'jobs', now - 90 * day, now);
    const jobs = await store.jobs.purgeGreen(now - 90 * day);
    const memories = {
      shares: await store.memory.purge('share', now - 7 * day),
      openings: await store.memory.purge(openedSpace, now - 7 * day),
      heard: await store.memory.purge('heard', now - day),
      gone: await store.memory.purge(goneSpace, now - day),
      greenLogs: await store.memory.purge('green-log', now - 90 * day),
      digestsNow: await store.memory.purge('digest-now', now - day),
      missingDigests: await store.memory.purge('digest-missing', now - 90 * day),
      people: await store.memory.purge('slack-people', now - 90 * day),
      links: await store.memory.purge('link', now - 90 * day),
      refusedReruns: await store.memory.purge('rerun-refused', now - 400 * day),
    };
    const runs = await store.runs.purge(now - 400 * day);
    const findings = await store.findings.purge(now - 400 * day);
    const incidents = await store.incidents.purge(now - 400 * day);
    const lapses = await store.lapses.purge(now - 400 * day);
    const pages = await store.pages.purge(now - 400 * day);
    const shifts = {
      overrides: await store.overrides.purge(now - 400 * day),
      offers: await store.shiftOffers.purge(now - 400 * day),
      handovers: await store.handovers.purge(now - 400 * day),
    };
    // A stream goes last: it stays while a run or an incident points to it.
    const streams = await store.streams.purge(now - 400 * day);
    const posts = await store.posts.purge(now - 400 * day);
    const handoffs = await store.handoffs.purge(now - 400 * day);
    const commits = await store.commits.purge(now - 400 * day);
    const changes = await store.changes.purge(now - 400 * day);
    const acts = await store.acts.purge(now - 400 * day);
    const batches = await store.batches.purge(now - 400 * day);
    const digests = await store.digests.purge(now - 90 * day);
    const deployments = await store.deployments.purge(now - 400 * day);
    const deploys = await store.deploys.purge(now - 400 * day);
    const savings = await store.reports.purge(now - 400 * day);
    const rest = {
      acts,
      batches,
      deployments,
      deploys,
      digests,
      findings,
      incidents,
      lapses,
      streams,
      posts,
      commits,
      changes,
      handoffs,
      pages,
      savings,
      ...shifts,
    };
    log.info({ deliveries, work, jobs, runs, ...memories, ...rest }, 'retention');
    return async () => {};
  },
};
