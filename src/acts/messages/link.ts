import { actions, button, context, lines } from '../../core/blocks.ts';
import { bold, code, emoji, type Inline } from '../../core/inline.ts';
import { at } from '../../core/local-time.ts';
import { type Message, message } from '../../core/message.ts';

/** Connecting a person in Slack to their GitHub login. */

/** How a try to link ended. */
export type LinkStatus =
  | { kind: 'linked'; login: string }
  | { kind: 'denied' | 'expired' }
  | { kind: 'refused'; said: string };

export const ended: [string, string] = [
  'Your link to GitHub has ended.',
  'Type `/ci link` to make a new one, or `/ci unlink` to act without.',
];

export const notSetUp: [string, string] = [
  'Nobody can link themselves here yet.',
  'Whoever runs me sets `GITHUB_APP_CLIENT_ID` and `BATON_SECRET_KEY`.',
];

export const otherLogin = (named: string, login: string): string =>
  `In baton.yml your login is ${named}, and you signed in as ${login}. Type /ci link again and sign in as ${named}.`;

export const loginOfAnother = (login: string): string =>
  `In baton.yml ${login} is somebody else’s login. Type /ci link again and sign in as yourself.`;

export const linkedByAnother = (login: string): string =>
  `Somebody else is linked as ${login}: they can end that with /ci unlink.`;

/** What to type at GitHub, for the person alone. */
export function typeCode(
  { userCode, url, endsAt }: { userCode: string; url: string; endsAt: number },
  now: number,
): Message {
  const line: Inline[] = ['Type ', code(userCode), ' at GitHub, before ', at(endsAt, now), '.'];
  return message(line, [
    lines(line),
    context([
      'From then on what you do here is done with your own permission at GitHub. Type a code only if you asked for it yourself.',
    ]),
    actions('link', button({ id: 'link.open', text: 'Open GitHub', url, style: 'primary' })),
  ]);
}

/** What became of it, in a direct message. */
export function linkEnded(status: LinkStatus): Message {
  const line = endLine(status);
  return message(line, [lines(line)]);
}

function endLine(status: LinkStatus): Inline[] {
  switch (status.kind) {
    case 'linked':
      return [
        ...[emoji('link'), ' You are linked as ', bold(status.login)],
        '. What you do here is done with your own permission at GitHub. End it with ',
        code('/ci unlink'),
        '.',
      ];
    case 'denied':
      return [emoji('no_entry'), ' You said no at GitHub: you are not linked.'];
    case 'expired':
      return [
        ...[emoji('hourglass'), ' The code has run out: you are not linked. Type '],
        code('/ci link'),
        ' for a new one.',
      ];
    case 'refused':
      return [emoji('warning'), ` You are not linked. ${status.said}`];
  }
}

export function alreadyLinked(login: string): Message {
  const line: Inline[] = [
    'You are linked as ',
    bold(login),
    '. End it with ',
    code('/ci unlink'),
    '.',
  ];
  return message(line, [lines(line)]);
}

export function unlinked(
  { login, revoked }: { login: string; revoked: boolean },
  settings: string,
): Message {
  const line: Inline[] = ['You are no longer linked as ', bold(login), '.'];
  const rest = revoked
    ? 'GitHub has ended the token.'
    : 'I have forgotten the token. End it at GitHub too:';
  const open = button({ id: 'link.settings', text: 'Open GitHub', url: settings });
  return message(line, [
    lines(line),
    context([rest]),
    ...(revoked ? [] : [actions('unlink', open)]),
  ]);
}

export const notLinked: [string, string] = ['You are not linked.', 'Type `/ci link` to link.'];
