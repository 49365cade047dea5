import { describe, expect, it } from 'vitest';
import { call, handClock, post, workspace } from './calling.ts';

const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
const builds = 'C0BUILDS';

describe('a call', () => {
  it('needs a token that Slack knows, of the right kind', async () => {
    const slack = await workspace();
    expect(await call(slack, 'auth.test', {}, '')).toEqual({ ok: false, error: 'not_authed' });
    expect(await call(slack, 'auth.test', {}, 'xoxb-other')).toEqual({
      ok: false,
      error: 'invalid_auth',
    });
    const wrongKind = { ok: false, error: 'not_allowed_token_type' };
    expect(await call(slack, 'apps.connections.open')).toEqual(wrongKind);
    expect(await call(slack, 'auth.test', {}, slack.appToken)).toEqual(wrongKind);
    expect(await call(slack, 'auth.test')).toMatchObject({
      ok: true,
      user_id: 'U0BATON',
      team: 'Acme',
    });
  });

  it('may come as a form with JSON inside, its token too', async () => {
    const slack = await workspace();
    const body = new URLSearchParams({
      token: slack.botToken,
      channel: '#builds',
      text: 'fallback',
      blocks: JSON.stringify([section('hello')]),
    });
    const answer = await (
      await fetch(`${slack.apiUrl}chat.postMessage`, { method: 'POST', body })
    ).json();
    expect(answer).toMatchObject({ ok: true, channel: builds });
    expect(slack.channel('builds').last?.plain).toBe('hello');
    expect(slack.calls.all[0]?.args['blocks']).toEqual([section('hello')]);
  });

  it('to an unknown method is refused, and every call is logged without its token', async () => {
    const slack = await workspace();
    expect(await call(slack, 'chat.shout')).toMatchObject({ error: 'unknown_method' });
    expect(await call(slack, 'toString')).toMatchObject({ error: 'unknown_method' });
    await call(slack, 'users.info', { user: 'U0DANA', token: slack.botToken });
    expect(slack.calls.counts()).toEqual({ 'chat.shout': 1, toString: 1, 'users.info': 1 });
    expect(slack.calls.of('users.info')[0]?.args).toEqual({ user: 'U0DANA' });
  });

  it('needs a scope of the manifest, and is told which', async () => {
    const slack = await workspace({
      manifest: {
        oauth_config: { scopes: { bot: ['chat:write', 'channels:read', 'users:read'] } },
      },
    });
    const response = await post(slack, 'conversations.history', { channel: builds });
    expect(response.headers.get('x-oauth-scopes')).toBe('chat:write,channels:read,users:read');
    expect(await response.json()).toEqual({
      ok: false,
      error: 'missing_scope',
      needed: 'channels:history,groups:history,im:history,mpim:history',
      provided: 'chat:write,channels:read,users:read',
    });
    expect(await call(slack, 'conversations.list', { types: 'private_channel' })).toMatchObject({
      error: 'missing_scope',
      needed: 'groups:read',
    });
    const { user } = (await call(slack, 'users.info', { user: 'U0DANA' })) as never as {
      user: { profile: { email?: string } };
    };
    expect(user.profile.email).toBeUndefined();
    const disguised = { channel: builds, text: 'x', username: 'Someone' };
    expect(await call(slack, 'chat.postMessage', disguised)).toMatchObject({
      needed: 'chat:write.customize',
    });
  });
});

describe('chat.postMessage', () => {
  it('says what is wrong with blocks, and where', async () => {
    const slack = await workspace();
    const button = { type: 'button', text: { type: 'plain_text', text: 'x'.repeat(76) } };
    const blocks = [{ type: 'actions', elements: [button] }];
    expect(await call(slack, 'chat.postMessage', { channel: builds, blocks })).toEqual({
      ok: false,
      error: 'invalid_blocks',
      response_metadata: {
        messages: [
          '[ERROR] must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]',
        ],
      },
    });
  });

  it.each([
    [{ text: '' }, 'no_text'],
    [{ blocks: 'not json' }, 'invalid_blocks_format'],
    [{ blocks: Array(5).fill(section('x'.repeat(3000))) }, 'msg_blocks_too_long'],
    [{ text: 'x', attachments: Array(101).fill({ text: 'x' }) }, 'too_many_attachments'],
    [{ text: 'x', attachments: [{ blocks: [{ type: 'nothing' }] }] }, 'invalid_attachments'],
    [{ text: 'x', metadata: { event_type: 'post' } }, 'invalid_metadata_schema'],
    [{ text: 'x', metadata: '{' }, 'invalid_metadata_format'],
    [{ text: 'x', thread_ts: '1234567890.123456' }, 'thread_not_found'],
    [{ text: 'x', thread_ts: '1234567890' }, 'invalid_thread_ts'],
    [{ text: 'x', channel: '#nowhere' }, 'channel_not_found'],
    [{ text: 'x', channel: 'U0NOBODY' }, 'channel_not_found'],
    [{ text: 'x', channel: 'U0BATON' }, 'cannot_dm_bot'],
  ])('refuses %o with %s', async (args, error) => {
    const slack = await workspace();
    expect(await call(slack, 'chat.postMessage', { channel: builds, ...args })).toMatchObject({
      ok: false,
      error,
    });
    expect(slack.history).toEqual([]);
  });

  it('keeps out of channels that the bot is not in', async () => {
    const manifest = { oauth_config: { scopes: { bot: ['chat:write'] } } };
    const channels = [
      { name: 'open', bot: false },
      { name: 'closed', bot: false, private: true },
      { name: 'old', archived: true },
    ];
    const slack = await workspace({ manifest, channels });
    const postTo = (channel: string) => call(slack, 'chat.postMessage', { channel, text: 'x' });
    expect(await postTo('#open')).toMatchObject({ error: 'not_in_channel' });
    expect(await postTo('#closed')).toMatchObject({ error: 'channel_not_found' });
    expect(await postTo('#old')).toMatchObject({ error: 'is_archived' });
    const free = await workspace({ channels });
    expect(await call(free, 'chat.postMessage', { channel: '#open', text: 'x' })).toMatchObject({
      ok: true,
    });
  });

  it('to a person opens the direct message', async () => {
    const slack = await workspace();
    await call(slack, 'chat.postMessage', { channel: 'U0OMAR', text: 'Your page' });
    expect(slack.as('omar').dm().last?.text).toBe('Your page');
  });

  it('threads replies under their parent, shown in the channel only when broadcast', async () => {
    const clock = handClock();
    const slack = await workspace({ clock });
    const { ts } = await call(slack, 'chat.postMessage', { channel: builds, text: 'red' });
    for (const reply_broadcast of [false, true]) {
      clock.forward(1000);
      const args = { channel: builds, text: 'reply', thread_ts: ts, reply_broadcast };
      await call(slack, 'chat.postMessage', args);
    }
    expect(slack.channel('builds').messages.map((message) => message.text)).toEqual([
      'red',
      'reply',
    ]);
    expect(slack.channel('builds').thread(String(ts))).toHaveLength(3);
    const answer = await call(slack, 'conversations.replies', { channel: builds, ts });
    expect(answer['messages']).toMatchObject([
      { reply_count: 2 },
      { thread_ts: ts },
      { thread_ts: ts },
    ]);
  });

  it('that no app should send is a violation, but finding out about charts is not', async () => {
    const slack = await workspace({ refuseCharts: true });
    const chart = {
      type: 'data_visualization',
      title: 'Pass rate',
      chart: { type: 'pie', segments: [{ label: 'green', value: 1 }] },
    };
    const refused = await call(slack, 'chat.postMessage', { channel: builds, blocks: [chart] });
    expect(refused).toMatchObject({ error: 'invalid_blocks' });
    expect(slack.violations).toEqual([]);
    await call(slack, 'chat.postMessage', { channel: builds, blocks: [chart, { type: 'header' }] });
    await call(slack, 'chat.postMessage', { channel: builds });
    expect(slack.violations).toEqual([
      'chat.postMessage: invalid_blocks [ERROR] unsupported type: data_visualization [json-pointer:/blocks/0/type] [ERROR] missing required field: text [json-pointer:/blocks/1]',
      'chat.postMessage: no_text',
    ]);
  });

  it('cuts a text at 40,000 characters', async () => {
    const slack = await workspace();
    await call(slack, 'chat.postMessage', { channel: builds, text: 'x'.repeat(50_000) });
    expect(slack.channel('builds').last?.text).toHaveLength(40_000);
  });
});

describe('a message that stands', () => {
  const posted = async () => {
    const clock = handClock();
    const slack = await workspace({ clock });
    const metadata = { event_type: 'baton_post', event_payload: { key: 'incident:1' } };
    const { ts } = await call(slack, 'chat.postMessage', {
      channel: builds,
      text: 'red',
      blocks: [section('red')],
      metadata,
    });
    return { slack, clock, ts: String(ts), metadata };
  };

  it('is edited in place, keeping what is not named', async () => {
    const { slack, ts, metadata } = await posted();
    await call(slack, 'chat.update', { channel: builds, ts, blocks: [section('green')] });
    const { messages, last } = slack.channel('builds');
    expect(messages).toHaveLength(1);
    expect(last).toMatchObject({ text: 'red', plain: 'green', edited: true, metadata });
    await call(slack, 'chat.update', { channel: builds, ts, text: 'x', metadata: {} });
    expect(last).toMatchObject({ text: 'x', plain: 'x', blocks: [], metadata: undefined });
  });

  it.each([
    ['chat.update', { ts: '1.000000', text: 'x' }, 'message_not_found'],
    ['chat.update', { channel: '#builds', text: 'x' }, 'channel_not_found'],
    ['chat.update', {}, 'no_text'],
    ['chat.delete', { ts: '1.000000' }, 'message_not_found'],
    ['chat.getPermalink', { message_ts: '1.000000' }, 'message_not_found'],
    ['reactions.remove', { name: 'eyes' }, 'no_reaction'],
    ['reactions.add', { name: 'not an emoji' }, 'invalid_name'],
  ])('%s with %o is refused: %s', async (method, args, error) => {
    const { slack, ts } = await posted();
    const all = { channel: builds, ts, timestamp: ts, message_ts: ts, ...args };
    expect(await call(slack, method, all)).toMatchObject({ ok: false, error });
  });

  it('of someone else is neither edited nor deleted', async () => {
    const { slack } = await posted();
    const { ts } = await slack.as('dana').say('mine', { channel: '#builds' });
    const update = { channel: builds, ts, text: 'x' };
    expect(await call(slack, 'chat.update', update)).toMatchObject({
      error: 'cant_update_message',
    });
    expect(await call(slack, 'chat.delete', update)).toMatchObject({
      error: 'cant_delete_message',
    });
  });

  it('leaves a tombstone when its thread goes on, and nothing when it has none', async () => {
    const { slack, clock, ts } = await posted();
    clock.forward(1000);
    await call(slack, 'chat.postMessage', { channel: builds, text: 'reply', thread_ts: ts });
    await call(slack, 'chat.delete', { channel: builds, ts });
    expect(
      slack
        .channel('builds')
        .thread(ts)
        .map((message) => message.text),
    ).toEqual(['This message was deleted.', 'reply']);
    clock.forward(1000);
    const next = await call(slack, 'chat.postMessage', { channel: builds, text: 'again' });
    await call(slack, 'chat.delete', { channel: builds, ts: next['ts'] });
    expect(slack.channel('builds').last?.text).toBe('This message was deleted.');
    expect(slack.channel('builds').history.map(({ kind }) => kind)).toEqual([
      'post',
      'post',
      'delete',
      'post',
      'delete',
    ]);
  });

  it('shows its metadata only when asked', async () => {
    const { slack, metadata } = await posted();
    const look = async (args: object) => {
      const { messages } = await call(slack, 'conversations.history', { channel: builds, ...args });
      return (messages as { metadata?: object }[])[0]?.metadata;
    };
    expect(await look({})).toBeUndefined();
    expect(await look({ include_all_metadata: true })).toEqual(metadata);
  });

  it('carries reactions, once each', async () => {
    const { slack, ts } = await posted();
    const react = () =>
      call(slack, 'reactions.add', { channel: builds, timestamp: ts, name: 'eyes' });
    await react();
    expect(await react()).toMatchObject({ error: 'already_reacted' });
    expect(slack.channel('builds').last?.reactions).toEqual([
      { name: 'eyes', users: ['U0BATON'], count: 1 },
    ]);
  });

  it('has a permalink, a reply one that names its thread', async () => {
    const { slack, clock, ts } = await posted();
    clock.forward(1000);
    const args = { channel: builds, text: 'reply', thread_ts: ts };
    const reply = await call(slack, 'chat.postMessage', args);
    const link = await call(slack, 'chat.getPermalink', {
      channel: builds,
      message_ts: reply['ts'],
    });
    expect(link['permalink']).toMatch(
      new RegExp(`^https://acme.slack.com/archives/C0BUILDS/p\\d+\\?thread_ts=${ts}&cid=C0BUILDS$`),
    );
  });
});

describe('conversations', () => {
  it('are paged by cursor', async () => {
    const slack = await workspace();
    const names: string[] = [];
    let cursor = '';
    do {
      const answer = await call(slack, 'conversations.list', { limit: 4, cursor });
      const { channels, response_metadata } = answer as never as {
        channels: { name: string }[];
        response_metadata: { next_cursor: string };
      };
      names.push(...channels.map(({ name }) => name));
      cursor = response_metadata.next_cursor;
    } while (cursor);
    expect(names).toEqual(['builds', 'dev', 'qa', 'ops', 'engineering', 'general']);
    expect(await call(slack, 'conversations.list', { cursor: 'nonsense' })).toMatchObject({
      error: 'invalid_cursor',
    });
  });

  it('tell their history newest first, within bounds', async () => {
    const clock = handClock();
    const slack = await workspace({ clock });
    const stamps: string[] = [];
    for (const text of ['one', 'two', 'three', 'four']) {
      clock.forward(1000);
      stamps.push(String((await call(slack, 'chat.postMessage', { channel: builds, text }))['ts']));
    }
    const texts = async (args: object) => {
      const answer = await call(slack, 'conversations.history', { channel: builds, ...args });
      return (answer['messages'] as { text: string }[]).map(({ text }) => text);
    };
    expect(await texts({})).toEqual(['four', 'three', 'two', 'one']);
    expect(await texts({ limit: 1 })).toEqual(['four']);
    expect(await texts({ oldest: stamps[1] })).toEqual(['four', 'three']);
    expect(await texts({ latest: stamps[1], oldest: stamps[1], inclusive: true })).toEqual(['two']);
  });

  it('can be joined, and then read', async () => {
    const slack = await workspace({ channels: [{ name: 'open', bot: false }] });
    const channel = 'C0OPEN';
    expect(await call(slack, 'conversations.history', { channel })).toMatchObject({
      error: 'not_in_channel',
    });
    expect(await call(slack, 'conversations.join', { channel })).toMatchObject({ ok: true });
    expect(await call(slack, 'conversations.history', { channel })).toMatchObject({ messages: [] });
    const { members } = await call(slack, 'conversations.members', { channel });
    expect(members).toEqual(['U0DANA', 'U0QUINN', 'U0OMAR', 'U0MINA', 'U0BATON']);
  });
});

describe('people and groups', () => {
  it('are found by id and by e-mail, and not otherwise', async () => {
    const slack = await workspace();
    const byEmail = await call(slack, 'users.lookupByEmail', { email: 'OMAR@acme.dev' });
    expect(byEmail).toMatchObject({
      user: { id: 'U0OMAR', tz: 'Asia/Kolkata', tz_offset: 19_800 },
    });
    expect(await call(slack, 'users.lookupByEmail', { email: 'x@y.z' })).toMatchObject({
      error: 'users_not_found',
    });
    expect(await call(slack, 'users.info', { user: 'U0X' })).toMatchObject({
      error: 'user_not_found',
    });
    const { members } = await call(slack, 'users.list');
    expect((members as { name: string }[]).map(({ name }) => name)).toEqual([
      'dana',
      'quinn',
      'omar',
      'mina',
      'baton',
      'slackbot',
    ]);
  });

  it('groups are made, filled and listed', async () => {
    const slack = await workspace();
    const usergroup = slack.addUsergroup('ops-oncall', ['omar']);
    await call(slack, 'usergroups.users.update', { usergroup, users: 'U0OMAR,U0DANA' });
    expect(await call(slack, 'usergroups.users.list', { usergroup })).toMatchObject({
      users: ['U0OMAR', 'U0DANA'],
    });
    expect(await call(slack, 'usergroups.list', { include_users: true })).toMatchObject({
      usergroups: [{ handle: 'ops-oncall', users: ['U0OMAR', 'U0DANA'] }],
    });
    expect(await call(slack, 'usergroups.users.list', { usergroup: 'S1' })).toMatchObject({
      error: 'no_such_subteam',
    });
  });
});

describe('blocks.validate', () => {
  it('checks blocks, messages and views, one at a time', async () => {
    const slack = await workspace();
    expect(await call(slack, 'blocks.validate', { blocks: [section('x')] })).toEqual({ ok: true });
    const message = { blocks: [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }] };
    expect(await call(slack, 'blocks.validate', { message })).toMatchObject({
      error: 'invalid_message',
      errors: [{ pointer: '/blocks/0/text/type', code: 'failed_constraint' }],
    });
    expect(await call(slack, 'blocks.validate', { view: { type: 'modal' } })).toMatchObject({
      error: 'invalid_view',
    });
    expect(await call(slack, 'blocks.validate')).toMatchObject({ error: 'invalid_arguments' });
  });
});
