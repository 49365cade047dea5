import type { HandoffNow } from '../core/handoffs.ts';
import type { Team } from '../core/settings.ts';
import type { Modal } from '../slack/words.ts';
import type { HandoffView, NamesOf } from './view.ts';
import type { Typed } from './wish.ts';

/** Who asks; `request` is the same for every delivery of the same words. */
export type Asker = { user: string; request: string };

/** What the commands about handoffs are handed. */
export type HandoffServices = {
  teams: readonly Team[];
  namesOf: NamesOf;
  teamsOf(user: string): Promise<Team[]>;
  /**
   * Offers what somebody typed.
   *
   * @throws UserError where it cannot be understood
   */
  offer(typed: Typed, by: Asker): Promise<HandoffView>;
  view(id: number): Promise<HandoffView | undefined>;
  /** The form, empty, or with an incident's cause, run and suspects in it. */
  form(about?: { incident?: number | undefined }): Promise<Modal>;
  /** The address of the newest leg's message; undefined while it is not posted, or Slack does not say. */
  linkOf(handoff: HandoffNow): Promise<string | undefined>;
  /** Those whose message Slack did not take. */
  undelivered(): Promise<ReadonlySet<number>>;
  /** Sends a text file to somebody, in their conversation with Baton. */
  sendFile(user: string, file: { name: string; title: string; content: string }): Promise<void>;
};
