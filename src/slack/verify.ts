import { UserError } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import { list } from '../core/text.ts';
import type { Identity, SlackApi } from './api.ts';
import { webClient } from './client.ts';
import { rethrow, SlackFailure } from './failure.ts';

/**
 * Whether Slack takes the tokens, and the bot token has its scopes. Rejects with a {@link UserError}
 * that names the variable, or with a {@link SlackFailure} where Slack did not say.
 */
export async function verify(
  api: Pick<SlackApi, 'identify'>,
  needs: {
    appToken?: string;
    apiUrl?: string;
    scopes?: readonly string[];
    log: Log;
  },
): Promise<Identity> {
  const identity = await api.identify().catch(blame('SLACK_BOT_TOKEN'));
  const missing = (needs.scopes ?? []).filter((scope) => !identity.scopes.includes(scope));
  // A proxy may drop the header that lists them; calls will say what is missing then.
  if (identity.scopes.length > 0 && missing.length > 0)
    throw new UserError(
      `SLACK_BOT_TOKEN lacks the scope${missing.length > 1 ? 's' : ''} ${list(missing)}`,
      'Update the app from `manifest.yml` and install it again.',
    );
  if (needs.appToken) await tryAppToken(needs.appToken, needs);
  return identity;
}

/** Bolt would wait for ever where the app token lacks its scope; this asks once. */
async function tryAppToken(
  token: string,
  { apiUrl, log }: { apiUrl?: string; log: Log },
): Promise<void> {
  const client = webClient({ token, apiUrl, log });
  await client.apps.connections
    .open({})
    .catch(rethrow('apps.connections.open'))
    .catch(blame('SLACK_APP_TOKEN'));
}

const blame =
  (variable: string) =>
  (thrown: unknown): never => {
    if (!(thrown instanceof SlackFailure) || !settled(thrown)) throw thrown;
    // Slack says no with a word of its own, in an answer that is 200.
    if (thrown.code.startsWith('http_'))
      throw new UserError(
        `SLACK_API_URL is not the address of Slack’s API (${thrown.code})`,
        'Leave it out, unless a proxy stands between: then it ends in `/api/`.',
      );
    throw new UserError(`${variable} was refused by Slack (${thrown.code})`, hints[variable]);
  };

/** Slack itself has spoken, and will say the same again. */
const settled = ({ kind }: SlackFailure): boolean => kind === 'forbidden' || kind === 'invalid';

const hints: Readonly<Record<string, string>> = {
  SLACK_BOT_TOKEN: 'It begins with `xoxb-`: OAuth & Permissions, in the settings of the Slack app.',
  SLACK_APP_TOKEN:
    'It begins with `xapp-` and has the scope `connections:write`: Basic Information, in the settings of the Slack app.',
};
