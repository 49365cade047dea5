import type { Faces } from '../../../oncall/faces.ts';
import type { World } from '../../../oncall/world.ts';
import type { Tables } from '../../../store/types/index.ts';
import type { Desk } from '../feature.ts';

/** What being on call works with in a transaction; who people are in Slack was asked before it. */
export const onCallWorld = (
  tx: Tables,
  faces: Faces,
  { config, now, log }: Pick<Desk, 'config' | 'now' | 'log'>,
): World => ({
  ...{ tx, now: now(), log, settings: config },
  slackOf: (person) => faces.get(person)?.slack,
});
