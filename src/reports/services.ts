import type { Message } from '../core/message.ts';
import type { Scope } from './numbers.ts';
import type { NamedPlan } from './plans.ts';
import type { Progress } from './targets.ts';

type Unnamed = Omit<NamedPlan, 'name' | 'owner'>;

/** What the commands about digests and reports are handed. */
export type ReportServices = {
  /** The digests that baton.yml schedules, with the ids of their channels. */
  filePlans(): NamedPlan[];
  /** Ids of the teams in baton.yml. */
  teams: readonly string[];
  /** @throws UserError where Baton cannot post in the channel */
  reach(channel: string): Promise<void>;
  /** A scope of reports: these repositories, and of them what baton.yml watches. */
  scopeOf(repositories: readonly string[]): Promise<Scope>;
  /** How repositories stand against their targets. */
  progressOf(repositories: readonly string[]): Promise<Progress[]>;
  /** Makes a digest of now for one person's eyes; `key` is that under which its numbers are kept. */
  preview(plan: Unnamed, at: { key: string; now: number }): Promise<Message>;
  /**
   * Has a digest of now posted in the plan's channel; where one of the last minute stands there,
   * answers who had it posted instead.
   */
  post(plan: Unnamed, asked: { user: string; now: number }): Promise<string | null>;
};
