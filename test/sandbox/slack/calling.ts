import { afterEach } from 'vitest';
import {
  startWorkspace,
  type Workspace,
  type WorkspaceOptions,
} from '../../../sandbox/slack/index.ts';

export type Answer = Record<string, unknown> & { ok: boolean; error?: string };

/** A clock that only moves when it is told to. */
export function handClock(now = Date.UTC(2026, 10, 2, 9)) {
  return {
    now: () => now,
    forward(ms: number) {
      now += ms;
    },
  };
}

const open: Workspace[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((slack) => slack.close()));
});

/** A workspace that is closed after the test. */
export async function workspace(options: WorkspaceOptions = {}): Promise<Workspace> {
  const slack = await startWorkspace(options);
  open.push(slack);
  return slack;
}

/** Calls a method as JSON with the bot's token, and reads the answer as it came. */
export async function post(
  slack: Workspace,
  method: string,
  args: object = {},
  token: string | undefined = slack.botToken,
): Promise<Response> {
  return fetch(slack.apiUrl + method, {
    method: 'POST',
    headers: {
      'content-type': 'application/json; charset=utf-8',
      ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(args),
  });
}

export async function call(
  slack: Workspace,
  method: string,
  args: object = {},
  token?: string,
): Promise<Answer> {
  return (await post(slack, method, args, token)).json() as Promise<Answer>;
}
