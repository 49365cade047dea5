import { heardOf } from '../../../builds/heard-of.ts';
import { viewHome } from '../../../builds/home.ts';
import { homeParts } from '../../../builds/messages/home.ts';
import { personOf } from '../../../core/people.ts';
import { ruleFor } from '../../../core/rules.ts';
import type { Desk, Feature } from '../feature.ts';
import { configuredChannels, watchingOf } from '../watching.ts';
import { dialogs } from './dialogs.ts';
import { logPresses } from './log-presses.ts';
import { presses } from './presses.ts';
import { createReadNow } from './read-now.ts';
import { createRenderers } from './render.ts';
import { createWork } from './work.ts';

const hour = 60 * 60_000;

/** Runs, incidents and why they fail. */
export function builds(desk: Desk): Feature {
  const { config, store, now, people, members, channelId } = desk;
  const watching = watchingOf(config, channelId);
  const configured = () => configuredChannels(config, channelId);
  return {
    presses: { ...presses(desk), ...logPresses(desk) },
    dialogs: dialogs(desk),
    renderers: createRenderers(desk),
    work: createWork(desk),
    // What GitHub no longer has ends no incident by itself.
    async schedules() {
      const recurrence = { name: 'close-gone', cron: '41 * * * *', timezone: 'UTC', graceMs: hour };
      return [{ ...recurrence, kind: 'close-gone', payload: () => null }];
    },
    async home(user) {
      const teams = new Set((await members.teamsOf(user)).map(({ id }) => id));
      const owns = (repository: string) => teams.has(ruleFor(config, repository)?.team ?? '');
      const hears = await heardOf(store, watching);
      return homeParts(await viewHome({ user, owns, hears }, configured(), store), now());
    },
    services: {
      zone: config.timezone,
      watching,
      readCause: createReadNow(desk),
      configuredFor: (channel) =>
        configured().flatMap((rule) => (rule.channel === channel ? [rule.match] : [])),
      async person(user) {
        const slack = await people.bySlackId(user);
        const known = personOf(config, { slack: user, email: slack?.email ?? null });
        return {
          github: known?.github ?? null,
          email: known?.email ?? slack?.email ?? null,
          timezone: slack?.timezone ?? null,
        };
      },
    },
  };
}
