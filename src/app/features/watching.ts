import type { World } from '../../builds/world.ts';
import { ruleFor, watches } from '../../core/rules.ts';
import type { Settings } from '../../core/settings.ts';

/** What baton.yml says of a stream; channel names become ids as far as Slack has told them. */
export function watchingOf(
  settings: Pick<Settings, 'repositories'>,
  channelId: (name: string) => string,
): World['watching'] {
  return ({ repository, ...stream }) => {
    const rule = ruleFor(settings, repository);
    if (!rule || !watches(rule, stream)) return undefined;
    const { alertAfter, rerunFailedOnce } = rule;
    return { channel: channelId(rule.channel), alertAfter, rerunFailedOnce };
  };
}

/** Each rule of baton.yml with the channel that it speaks to, for people to read. */
export function configuredChannels(
  settings: Pick<Settings, 'repositories'>,
  channelId: (name: string) => string,
): { channel: string; match: string }[] {
  return settings.repositories.map(({ match, branches, channel }) => ({
    channel: channelId(channel),
    match: branches ? `${match} on ${branches.join(', ')}` : match,
  }));
}
