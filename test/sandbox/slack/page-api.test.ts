import type { App } from '@slack/bolt';
import { afterEach, describe, expect, it } from 'vitest';
import type { Workspace } from '../../../sandbox/slack/index.ts';
import type { Outcome, WireEvent, WireMessages, WireState } from '../../../sandbox/slack/wire.ts';
import { inSocketMode, type Together } from './bolt.ts';
import { call, workspace } from './calling.ts';

let together: Together | undefined;
afterEach(async () => {
  await together?.stop();
  together = undefined;
});

const ask = async <Answer>(slack: Workspace, path: string): Promise<Answer> =>
  (await fetch(`${slack.url}/sandbox/${path}`)).json() as Promise<Answer>;

const act = async <Answer = Outcome>(slack: Workspace, route: string, body: object) => {
  const options = { method: 'POST', body: JSON.stringify(body) };
  const response = await fetch(`${slack.url}/sandbox/${route}`, options);
  return (await response.json()) as Answer;
};

/** Follows the events of one person until one of a kind comes. */
async function follow(slack: Workspace, user: string, since?: number) {
  const headers = since === undefined ? {} : { 'last-event-id': String(since) };
  const response = await fetch(`${slack.url}/sandbox/events?user=${user}`, { headers });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  const seen: WireEvent[] = [];
  let rest = '';
  const next = async (): Promise<WireEvent> => {
    while (!rest.includes('\n\n')) {
      const chunk = await reader?.read();
      if (!chunk || chunk.done) throw new Error('the events ended');
      rest += chunk.value;
    }
    const end = rest.indexOf('\n\n');
    const data = /^data: (.*)$/m.exec(rest.slice(0, end))?.[1] ?? '{}';
    rest = rest.slice(end + 2);
    const event = JSON.parse(data) as WireEvent;
    seen.push(event);
    return event;
  };
  const until = async <Type extends WireEvent['type']>(type: Type) => {
    for (;;) {
      const event = await next();
      if (event.type === type) return event as Extract<WireEvent, { type: Type }>;
    }
  };
  await next();
  return { seen, until, stop: () => reader?.cancel() };
}

describe('a page', () => {
  it('draws itself from the state, with the commands of the manifest', async () => {
    const slack = await workspace({
      manifest: {
        features: {
          slash_commands: [{ command: '/ci', description: 'Look at builds', usage_hint: '[help]' }],
        },
      },
      channels: [{ name: 'builds' }, { name: 'secret', private: true, members: ['omar'] }],
    });
    const state = await ask<WireState>(slack, 'state?user=U0DANA');
    expect(state.me).toMatchObject({ name: 'dana', title: 'Developer', avatar: '🦊' });
    expect(state.app).toMatchObject({ user: 'U0BATON', im: 'D0DANA', connected: false });
    expect(state.channels.map(({ name }) => name)).toEqual(['builds', 'dana']);
    expect(state.commands).toEqual([
      { name: '/ci', description: 'Look at builds', usage_hint: '[help]' },
    ]);
    const omar = await ask<WireState>(slack, 'state?user=U0OMAR');
    expect(omar.channels.map(({ name }) => name)).toEqual(['builds', 'secret', 'omar']);
    expect(await ask(slack, 'state?user=U0NOBODY')).toEqual({ ok: false, error: 'user_not_found' });
  });

  it('reads a channel from its end, and a thread from its parent', async () => {
    const slack = await workspace();
    for (const text of ['one', 'two', 'three'])
      await slack.as('dana').say(text, { channel: '#qa' });
    const [first] = slack.channel('qa').messages;
    await slack.as('omar').say('reply', { channel: '#qa', thread: first?.ts ?? '' });
    const path = 'channels/C0QA/messages?user=U0DANA&limit=2';
    const page = await ask<WireMessages>(slack, path);
    expect(page.messages.map(({ text }) => text)).toEqual(['two', 'three']);
    expect(page.has_more).toBe(true);
    const before = await ask<WireMessages>(slack, `${path}&before=${page.messages[0]?.ts}`);
    expect(before).toMatchObject({ messages: [{ text: 'one', reply_count: 1 }], has_more: false });
    const thread = await ask<WireMessages>(slack, `channels/C0QA/threads/${first?.ts}?user=U0DANA`);
    expect(thread.messages.map(({ text }) => text)).toEqual(['one', 'reply']);
  });

  it('is told what happens, to the person alone what is private', async () => {
    const slack = await workspace();
    const dana = await follow(slack, 'U0DANA');
    const omar = await follow(slack, 'U0OMAR');
    await call(slack, 'chat.postEphemeral', { channel: 'C0QA', user: 'U0OMAR', text: 'psst' });
    const { ts } = await call(slack, 'chat.postMessage', { channel: 'C0QA', text: 'red' });
    await call(slack, 'chat.update', { channel: 'C0QA', ts, text: 'green' });
    await call(slack, 'reactions.add', { channel: 'C0QA', timestamp: ts, name: 'tada' });
    await call(slack, 'chat.delete', { channel: 'C0QA', ts });
    for (const page of [dana, omar]) await page.until('message_deleted');
    const types = ['message', 'message_changed', 'reaction', 'message_deleted'];
    expect(dana.seen.slice(1).map(({ type }) => type)).toEqual(types);
    expect(omar.seen.slice(1).map(({ type }) => type)).toEqual(['ephemeral', ...types]);
    await dana.stop();
    await omar.stop();
  });

  it('that comes back is told what it missed', async () => {
    const slack = await workspace();
    const first = await follow(slack, 'U0DANA');
    await first.stop();
    await slack.as('omar').say('while you were away', { channel: '#qa' });
    const again = await follow(slack, 'U0DANA', 0);
    expect((await again.until('message')).message.text).toBe('while you were away');
    await again.stop();
    const lost = await follow(slack, 'U0DANA', 99_999);
    expect(lost.seen).toEqual([{ type: 'reset' }]);
    await lost.stop();
  });

  it('may be served from another port of this machine only', async () => {
    const slack = await workspace();
    const allowed = async (origin: string) => {
      const response = await fetch(`${slack.url}/sandbox/state?user=U0DANA`, {
        headers: { origin },
      });
      return response.headers.get('access-control-allow-origin');
    };
    expect(await allowed('http://localhost:5173')).toBe('http://localhost:5173');
    expect(await allowed('https://evil.example')).toBeNull();
    expect(await allowed('http://localhost.evil.example')).toBeNull();
  });

  it('sets and heals faults', async () => {
    const slack = await workspace();
    const faults = [{ kind: 'error' as const, error: 'fatal_error' }];
    await act(slack, 'faults', { faults });
    expect(await ask(slack, 'faults')).toEqual({ faults });
    expect(await call(slack, 'auth.test')).toMatchObject({ error: 'fatal_error' });
    await act(slack, 'faults', { faults: [] });
    expect(await call(slack, 'auth.test')).toMatchObject({ ok: true });
  });

  it('makes channels, joins and leaves them', async () => {
    const slack = await workspace();
    const made = await act(slack, 'channels', { user: 'U0DANA', name: 'incident-7' });
    await act(slack, 'join', { user: 'U0OMAR', channel: made.channel });
    await act(slack, 'leave', { user: 'U0DANA', channel: made.channel });
    expect(slack.channel('#incident-7').members).toEqual(['U0OMAR']);
  });

  it.each([
    ['nothing', {}, 'unknown_route'],
    ['command', { user: 'U0DANA', channel: 'C0NONE', text: '/ci' }, 'channel_not_found'],
    ['toString', { user: 'U0DANA' }, 'unknown_route'],
    ['view-submit', { user: 'U0DANA', view_id: 'V1', values: {} }, 'not_found'],
  ])('is refused %s %o: %s', async (route, body, error) => {
    expect(await act(await workspace(), route, body)).toEqual({ ok: false, error });
  });
});

describe('what a visitor does', () => {
  const text = (value: string) => ({ type: 'plain_text' as const, text: value });

  function bot(app: App): void {
    app.command('/ci', async ({ ack, command, client }) => {
      await ack({ response_type: 'ephemeral', text: `ci ${command.text}` });
      if (command.text !== 'form') return;
      await client.views.open({
        trigger_id: command.trigger_id,
        view: {
          type: 'modal',
          callback_id: 'form',
          title: text('Form'),
          submit: text('Send'),
          blocks: [
            {
              type: 'input',
              block_id: 'repo',
              label: text('Repository'),
              element: { type: 'external_select', action_id: 'pick', min_query_length: 0 },
            },
          ],
        },
      });
    });
    app.options('pick', async ({ ack, options }) => {
      await ack({ options: [{ text: text(`acme/${options.value}`), value: options.value }] });
    });
    app.view('form', async ({ ack, view, client }) => {
      const chosen = view.state.values['repo']?.['pick']?.selected_option?.value;
      await ack();
      await client.chat.postMessage({ channel: 'C0QA', text: `chosen ${chosen}` });
    });
    app.action('snooze', async ({ ack, action, respond }) => {
      await ack();
      if (action.type === 'static_select') await respond(`for ${action.selected_option.value}`);
    });
    app.shortcut('explain', async ({ ack, shortcut, respond }) => {
      await ack();
      if (shortcut.type === 'message_action') await respond(`about ${shortcut.message.text}`);
    });
  }

  it('reaches the app, and what it shows comes as events', async () => {
    together = await inSocketMode(bot);
    const { slack } = together;
    const user = 'U0DANA';
    const page = await follow(slack, user);
    const line = { user, channel: 'C0QA', text: '/ci form' };
    expect(await act(slack, 'command', line)).toEqual({ ok: true });
    expect((await page.until('ephemeral')).message).toMatchObject({
      text: 'ci form',
      channel: 'C0QA',
    });
    const { view } = await page.until('view_opened');
    const source = { view_id: view.id };
    const asked = { user, source, block_id: 'repo', action_id: 'pick', query: 'api' };
    const { options } = await act<{ options: object[] }>(slack, 'options', asked);
    expect(options).toEqual([{ text: text('acme/api'), value: 'api' }]);
    const [selected_option] = options;
    const values = { repo: { pick: { selected_option } } };
    expect(await act(slack, 'view-submit', { user, view_id: view.id, values })).toEqual({
      ok: true,
    });
    await page.until('view_closed');
    expect((await page.until('message')).message.text).toBe('chosen api');
    expect(slack.violations).toEqual([]);
    await page.stop();
  });

  it('presses, chooses and uses shortcuts on messages', async () => {
    together = await inSocketMode(bot, {
      manifest: {
        features: {
          shortcuts: [
            { name: 'Explain', type: 'message', callback_id: 'explain', description: 'Explain it' },
          ],
        },
        oauth_config: { scopes: { bot: ['chat:write'] } },
      },
    });
    const { slack } = together;
    const option = { text: text('2 hours'), value: '2h' };
    const menu = { type: 'static_select', action_id: 'snooze', options: [option] };
    const blocks = [{ type: 'actions', block_id: 'acts', elements: [menu] }];
    await call(slack, 'chat.postMessage', { channel: 'C0QA', text: 'red', blocks });
    const page = await follow(slack, 'U0DANA');
    const at = { channel: 'C0QA', ts: slack.channel('qa').last?.ts };
    const choice = { block_id: 'acts', action_id: 'snooze', value: { selected_option: option } };
    await act(slack, 'action', { user: 'U0DANA', source: at, ...choice });
    expect((await page.until('ephemeral')).message.text).toBe('for 2h');
    await act(slack, 'shortcut', { user: 'U0DANA', callback_id: 'explain', message: at });
    expect((await page.until('ephemeral')).message.text).toBe('about red');
    await act(slack, 'reaction', { user: 'U0DANA', ...at, name: 'eyes' });
    expect(slack.channel('qa').last?.reactions).toMatchObject([
      { name: 'eyes', users: ['U0DANA'] },
    ]);
    await page.stop();
  });

  it('sees the files that the app uploads', async () => {
    together = await inSocketMode(bot);
    const { slack, app } = together;
    await app.client.files.uploadV2({
      channel_id: 'C0QA',
      filename: 'failure.log',
      content: 'line one\nline two',
      initial_comment: 'The log',
    });
    const { messages } = await ask<WireMessages>(slack, 'channels/C0QA/messages?user=U0DANA');
    const [file] = messages[0]?.files ?? [];
    expect(messages[0]?.text).toBe('The log');
    expect(file).toMatchObject({ name: 'failure.log', mimetype: 'text/plain', size: 17 });
    expect(await (await fetch(file?.url ?? '')).text()).toBe('line one\nline two');
  });
});
