import type { webApi } from '@slack/bolt';
import type { Clock } from '../core/clock.ts';
import { type Checkup, checkup } from './checkup.ts';
import { type Directory, directory } from './directory.ts';
import { rethrow } from './failure.ts';
import { type Sending, sending } from './sending.ts';
import { type Views, views } from './views.ts';

/** Whom Baton is in this workspace, and what it may do there. */
export type Identity = {
  userId: string;
  botId: string;
  teamId: string;
  team: string;
  /** `https://acme.slack.com/`. */
  url: string;
  /** OAuth scopes of the token, as Slack names them. */
  scopes: string[];
};

/**
 * The part of Slack's Web API that Baton uses. Every call asks once and rejects with a
 * {@link SlackFailure}; see failure.ts for what each kind asks of the caller.
 */
export type SlackApi = Sending &
  Views &
  Directory &
  Checkup & {
    /** `auth.test`: whether the token works, and whose it is. */
    identify(): Promise<Identity>;
    /** OAuth scopes that the token has. */
    scopes(): Promise<string[]>;
  };

/** The API over a client that does not retry (see client.ts). */
export function slackApi(client: webApi.WebClient, clock: Clock): SlackApi {
  const identify = async (): Promise<Identity> => {
    const who = await client.auth.test().catch(rethrow('auth.test'));
    return {
      userId: who.user_id ?? '',
      botId: who.bot_id ?? '',
      teamId: who.team_id ?? '',
      team: who.team ?? '',
      url: who.url ?? '',
      scopes: who.response_metadata?.scopes ?? [],
    };
  };
  return {
    ...sending(client),
    ...views(client),
    ...directory(client, clock),
    ...checkup(client, client.slackApiUrl),
    identify,
    scopes: async () => (await identify()).scopes,
  };
}
