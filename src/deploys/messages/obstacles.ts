import { bold, code, type Inline } from '../../core/inline.ts';
import { shortSha } from '../../core/text.ts';
import type { Obstacle } from '../decide.ts';
import type { Plan } from '../plan.ts';
import { busyElsewhere, noWay } from './mistakes.ts';
import { frozenWords, lockedWords, named } from './words.ts';

/** Why it cannot begin now, who can lift that and until when. */
export function obstacleLine(
  obstacle: Obstacle,
  { commit, environment }: Pick<Plan, 'commit' | 'environment'>,
  { now, lifters }: { now: number; lifters: readonly Inline[] },
): Inline[] {
  const name = named(environment.name);
  switch (obstacle.kind) {
    case 'locked':
      return [bold(name), ' is ', ...lockedWords(obstacle.lock, now), ...lifted(lifters)];
    case 'frozen':
      return [bold(name), ' is ', ...frozenWords(obstacle, now)];
    case 'order':
      return [
        `${shortSha(commit.sha)} has not run on `,
        ...[bold(named(obstacle.after)), `: it goes there before ${name}.`],
      ];
    case 'same':
      return [`${shortSha(commit.sha)} runs on ${name} already: there is nothing to deploy.`];
    case 'busy':
      return [...busyElsewhere(obstacle.deploy.startedBy, environment.name)[0]];
    case 'no-way':
      return [...noWay(obstacle.way)[0]];
  }
}

const lifted = (lifters: readonly Inline[]): Inline[] =>
  lifters.length === 0 ? [] : ['. ', ...lifters, ' can lift it.'];

/** What can be done about it. */
export function hintFor(
  obstacle: Obstacle,
  { environment, repository, commit }: Plan,
): Inline[] | undefined {
  const on = `on ${repository.name}`;
  switch (obstacle.kind) {
    case 'locked':
      return [
        'Unlock it with ',
        code(`/deploy unlock ${environment.name} ${on}`),
        '; an admin may go past it with ',
        code('--override "why"'),
        '.',
      ];
    case 'frozen':
      return ['An admin may go past it with ', code('--override "why"'), '.'];
    case 'order':
      return ['Type ', code(`/deploy ${obstacle.after} ${shortSha(commit.sha)} ${on}`), ' first.'];
    case 'same':
      return ['Type it with ', code('--again'), ' to run the workflow once more.'];
    case 'busy':
      return ['Type ', code('/deploy'), ' to see how it stands.'];
    case 'no-way': {
      const [, hint] = noWay(obstacle.way);
      return hint === undefined ? undefined : [hint.replaceAll('`', '')];
    }
  }
}
