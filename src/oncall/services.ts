import type { Team } from '../core/settings.ts';
import type { Faces } from './faces.ts';

/** What the commands about being on call are handed. */
export type OnCallServices = {
  /** All teams of baton.yml, in its order. */
  teams: readonly Team[];
  /** Everyone whom baton.yml names. */
  people: readonly string[];
  /** Who people are in Slack. */
  faces(people: readonly string[]): Promise<Faces>;
  /** The name by which baton.yml calls somebody, or their Slack user id; undefined where Slack knows nobody like that. */
  personBySlack(id: string): Promise<string | undefined>;
  /** Whether somebody belongs to a team, or takes turns in its rotation. */
  belongs(user: string, team: Team): Promise<boolean>;
  /** The id of a channel that baton.yml names. */
  channelId(name: string): string;
};
