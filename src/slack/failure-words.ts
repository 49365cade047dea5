/** What to do about a refusal, in words for whoever runs Baton. */
const sentences: Readonly<Record<string, string>> = {
  channel_not_found: 'Slack knows no such channel, or it is private and Baton is not in it',
  not_in_channel: 'Baton is not in this channel: type /invite @Baton there',
  is_archived: 'This channel is archived',
  restricted_action: 'A workspace setting keeps Baton from posting here',
  message_not_found: 'The message is no longer there',
  cant_update_message: 'Slack does not let Baton edit this message',
  edit_window_closed: 'The workspace no longer lets this message be edited',
  invalid_auth: 'Slack refused the token',
  not_authed: 'Slack saw no token',
  account_inactive: 'The token belongs to an app or workspace that was removed',
  token_revoked: 'The token was revoked',
  token_expired: 'The token has expired',
  missing_scope: 'The app lacks a scope',
  not_allowed_token_type: 'This kind of token may not do this',
  user_not_found: 'Slack knows no such person',
  users_not_found: 'Slack knows nobody with this e-mail address',
  expired_trigger_id: 'The three seconds in which a dialog may open were over',
  ratelimited: 'Slack asks to go slower',
  no_answer: "Slack's answer was lost",
  timed_out: 'Slack did not answer in time',
  no_json: 'Something other than Slack answered',
  unreachable: 'Slack cannot be reached',
};

/** One sentence: what is the case, then Slack's method and word in brackets, for a search. */
export function sentenceOf(method: string, code: string, detail?: string): string {
  const sentence = sentences[code] ?? 'Slack refused';
  return `${sentence} (${method}: ${code}${detail ? `, ${detail}` : ''})`;
}
