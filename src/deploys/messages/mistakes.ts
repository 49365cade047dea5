import type { Deployment } from '../../core/deploys.ts';
import type { Mistake } from '../../core/errors.ts';
import { bold, type Inline, mention } from '../../core/inline.ts';
import { list, shortSha } from '../../core/text.ts';
import type { NoWay } from '../workflow.ts';
import { named, reasonOf } from './words.ts';

/** What cannot be done about deploys, and what to do instead. */

export const whichEnvironment = (usage: string): Mistake => [
  'Which environment?',
  `Type \`${usage}\`; \`/deploy\` shows which there are.`,
];

export function noSuchEnvironment(
  typed: string,
  { near, names, scope }: { near: string | undefined; names: readonly string[]; scope: string },
): Mistake {
  const known = names.length > 0 ? `There are ${list(names.slice(0, 8))}.` : undefined;
  return [
    `${scope} has no environment called “${named(typed)}”.`,
    near
      ? `Did you mean \`${near}\`?`
      : (known ?? 'Name a repository that has it, with `on owner/repo`; `/deploy` shows them.'),
  ];
}

export const whichRepository = (environment: string, names: readonly string[]): Mistake => [
  `${list(names.slice(0, 8))} have the environment ${named(environment)}. Which one?`,
  `Add it: \`on ${names[0] ?? 'acme/api'}\`.`,
];

export const noSuchRef = (
  { ref, repository }: { ref: string; repository: string },
  near: string | undefined,
): Mistake => [
  `${repository} has no branch, tag or commit “${named(ref)}”.`,
  near ? `Did you mean \`${near}\`?` : 'Type a branch, a tag or a commit of at least 7 characters.',
];

export const noLastGood = (running: Deployment | undefined): Mistake =>
  running
    ? [
        `I know nothing that ran on ${named(running.environment)} before ${shortSha(running.sha)}.`,
        `Name the commit: \`/deploy ${named(running.environment)} a1b2c3d on ${running.repository}\`.`,
      ]
    : ['Nothing has been deployed there yet.', 'Type `/deploy` for what runs where.'];

/** Why Baton cannot start it. */
export function noWay(way: NoWay): Mistake {
  switch (way.why) {
    case 'elsewhere':
      return ['Something else than I deploys this repository.', undefined];
    case 'none':
      return [
        'No workflow of this repository has an input of type environment.',
        'Name the workflow that deploys under `deploys` in baton.yml.',
      ];
    case 'several':
      return [
        `${list(way.names.map(named))} could all deploy this.`,
        'Name one under `deploys` in baton.yml.',
      ];
    case 'unknown':
      return [
        `baton.yml says that ${named(way.name)} deploys, and there is no such workflow.`,
        way.near ? `Did whoever wrote it mean \`${way.near}\`?` : undefined,
      ];
    case 'disabled':
      return [`${named(way.name)} is switched off at GitHub.`, 'Switch it on there.'];
    case 'not-by-hand':
      return [
        `${named(way.name)} cannot be started by hand.`,
        'It needs `workflow_dispatch` under `on` in its file.',
      ];
    case 'no-input':
      return [
        `${named(way.name)} has no input “${named(way.input)}”, as baton.yml says.`,
        way.near ? `Did whoever wrote it mean \`${way.near}\`?` : undefined,
      ];
    case 'not-an-option':
      return [
        `The input ${named(way.input)} of ${named(way.name)} does not take this environment.`,
        `It takes ${list(way.options.slice(0, 8).map(named))}.`,
      ];
    case 'asks-more':
      return [
        `${named(way.name)} asks for more: ${list(way.inputs.map(named))}.`,
        `Fill it in: \`/ci run "${way.name}"\`.`,
      ];
    case 'commit':
      return [
        `GitHub starts ${named(way.name)} only on branches and tags, and none is at this commit.`,
        'Tag it and try again; or give the workflow an input that takes a commit, and name it as `inputs: { ref: … }` under `deploys` in baton.yml.',
      ];
  }
}

export const noLock = (place: string): Mistake => [
  `${place} is not locked.`,
  'Type `/deploy` for what is.',
];

export const alreadyLocked = (lock: { lockedBy: string; reason: string }): Mistake => [
  [mention(lock.lockedBy), ` has locked it already: ${reasonOf(lock.reason)}`],
  'Unlock it first: `/deploy unlock`.',
];

export const noReason: Mistake = [
  'Why? Others will read it.',
  'Type `/deploy lock production "migration running" --until 5pm`.',
];

export const overrideReason: Mistake = [
  'Why in spite of it? It stands in the audit.',
  'Type `--override "the fix for the outage"`.',
];

export const ownDeploy = (others: readonly string[]): Mistake => [
  [
    'You started this deploy, so somebody else has to approve it',
    ...(others.length > 0 ? [': ', ...people(others)] : []),
    '.',
  ],
  undefined,
];

/** With four eyes, of what began on GitHub. */
export const unknownLogin = (startedLogin: string): Mistake => [
  `@${startedLogin} started this deploy on GitHub, and I do not know your GitHub login: whoever starts it does not approve it.`,
  'Type `/ci link`, or have your login added under `people` in baton.yml.',
];

/** `@omar, @lee and @mina`, the first few. */
export function people(ids: readonly string[]): Inline[] {
  const shown = ids.slice(0, 5);
  return shown.flatMap((id, index): Inline[] => {
    if (index === 0) return [mention(id)];
    return [index === shown.length - 1 ? ' or ' : ', ', mention(id)];
  });
}

/** Against what stands in its way only an admin approves. */
export const adminsOnly = (against: readonly Inline[]): Mistake => [
  [...against, '.'],
  'An admin may approve it all the same.',
];

export const nothingWaits = (place: string): Mistake => [
  `${place} waits for no approval any more.`,
  'Look at its message for what became of it.',
];

export const forgotten: Mistake = [
  'This deploy is no longer kept.',
  'Type `/deploy` for what runs where.',
];

export const busyElsewhere = (by: string | null, environment: string): Mistake => [
  [
    ...(by === null ? ['Another deploy'] : [mention(by), '’s deploy']),
    ' to ',
    bold(named(environment)),
    ' is under way.',
  ],
  'Wait until it has ended.',
];

export const extraWords = (words: readonly string[], usage: string): Mistake => [
  `I do not know what “${named(words.join(' '))}” means here.`,
  `Type \`${usage}\`.`,
];
