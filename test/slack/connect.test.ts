import { afterEach, describe, expect, test } from 'vitest';
import { actions, button, type Choice, menu, section } from '../../src/core/blocks.ts';
import type { Message } from '../../src/core/message.ts';
import { createReply } from '../../src/slack/reply.ts';
import type { Asked, Handlers, Modal, Pressed, Submitted } from '../../src/slack/words.ts';
import { byHttp, bySocket, keptLog, type Together } from './workspace.ts';

let together: Together | undefined;
afterEach(async () => {
  await together?.stop();
  together = undefined;
});

const says = (text: string, ...blocks: Message['blocks']): Message => ({ text, blocks });

/** A promise and the hand that settles it. */
function gate<T = void>() {
  let open: (value: T) => void = () => {};
  const passed = new Promise<T>((resolve) => {
    open = resolve;
  });
  return { passed, open };
}

const modal: Modal = {
  callbackId: 'handoff',
  title: 'Hand off this piece of work to another team',
  submit: 'Send',
  memory: 'incident:7',
  blocks: [
    {
      type: 'input',
      block_id: 'note',
      label: { type: 'plain_text', text: 'Note' },
      element: { type: 'plain_text_input', action_id: 'text' },
    },
    {
      type: 'input',
      block_id: 'repo',
      label: { type: 'plain_text', text: 'Repository' },
      element: { type: 'external_select', action_id: 'repository', min_query_length: 0 },
      optional: true,
    },
  ],
};

describe.each([
  ['Socket Mode', bySocket],
  ['HTTP', byHttp],
])('by %s', (_mode, start) => {
  const begin = async (handlers: Partial<Handlers>) => {
    together = await start({ handlers });
    return together;
  };

  test('a slash command is answered privately, and to the channel', async () => {
    const heard: Asked[] = [];
    const { slack } = await begin({
      async command(asked) {
        heard.push(asked);
        await asked.reply.privately(says('Nothing is red'));
        await asked.reply.inChannel(says('Look here'));
      },
    });
    const result = await slack.as('dana').slash('/ci failures  acme/api', { channel: '#builds' });
    expect(result.ok).toBe(true);
    await slack.until(() => result.messages.length === 2);
    expect(result.messages.map(({ text, isEphemeral }) => [text, isEphemeral])).toEqual([
      ['Nothing is red', true],
      ['Look here', false],
    ]);
    expect(heard[0]).toMatchObject({
      command: '/ci',
      text: 'failures  acme/api',
      user: { id: 'U0DANA', name: 'dana' },
      channel: { id: 'C0BUILDS', name: 'builds' },
    });
    expect(slack.violations).toEqual([]);
  });

  test('a slow handler does not hold up the acknowledgement', async () => {
    const late = gate();
    const { slack } = await begin({
      async command({ reply }) {
        await late.passed;
        await reply.privately(says('Here at last'));
      },
    });
    const result = await slack.as('dana').slash('/ci');
    expect(result).toMatchObject({ ok: true, messages: [] });
    late.open();
    expect((await result.answer()).text).toBe('Here at last');
  });

  test('a button and a menu say what was pressed, where, and can replace the message', async () => {
    const pressed: Pressed[] = [];
    const { slack, baton } = await begin({
      async action(press) {
        pressed.push(press);
        await press.reply.replace(says(`Pressed ${press.value}`));
      },
    });
    const choices: Choice[] = [{ text: '2 hours', value: '2h' }];
    const buttons = actions(
      'incident',
      button({ id: 'ack', text: 'Acknowledge', value: '7' }),
      menu('snooze', 'Snooze', choices),
    );
    await baton.api.post({ channel: 'C0BUILDS', message: says('Red', buttons) });
    const message = slack.channel('#builds').last!;
    await slack.as('omar').choose(message, 'snooze', '2h');
    await slack.until(() => slack.channel('#builds').last?.text === 'Pressed 2h');
    expect(pressed[0]).toMatchObject({
      ...{ actionId: 'snooze', blockId: 'incident', value: '2h', user: { id: 'U0OMAR' } },
      ...{ channel: { id: 'C0BUILDS' }, message: { ts: message.ts } },
    });
    expect(slack.violations).toEqual([]);
  });

  test('a mention and a direct message reach Baton without its name; answers are private', async () => {
    const heard: Asked[] = [];
    const { slack, baton } = await begin({
      async mention(asked) {
        heard.push(asked);
        await asked.reply.privately(says(`About ${asked.text}`));
      },
    });
    const dana = slack.as('dana');
    await baton.api.post({ channel: 'C0BUILDS', message: says('Red') });
    const parent = slack.channel('#builds').last!;
    await dana.say('@baton show', { channel: '#builds', thread: parent });
    await slack.until(() => dana.ephemerals('#builds').length > 0);
    expect(dana.ephemerals('#builds')[0]).toMatchObject({
      text: 'About show',
      thread_ts: parent.ts,
    });
    await dana.say('failures', { channel: '@baton' });
    await slack.until(() => dana.dm().last?.text === 'About failures');
    expect(heard.map(({ text, thread, channel }) => [text, thread, channel.id])).toEqual([
      ['show', parent.ts, 'C0BUILDS'],
      ['failures', undefined, dana.dm().id],
    ]);
  });

  test('the Home tab is drawn when somebody opens it', async () => {
    const { slack, baton } = await begin({
      homeOpened: (user) => baton.api.publishHome(user, [section(['Red now: nothing'])]),
    });
    const dana = slack.as('dana');
    await dana.openHome();
    await slack.until(() => slack.home('dana') !== undefined);
    expect(slack.read({ blocks: slack.home('dana')!.blocks }).plain).toBe('Red now: nothing');
  });

  test('a dialog is opened, suggests, refuses with errors and then takes', async () => {
    const got: Submitted[] = [];
    const { slack, baton } = await begin({
      command: async ({ triggerId }) => void (await baton.api.openView(triggerId!, modal)),
      suggest: async ({ typed, memory }) => [{ text: `acme/${typed}`, value: memory }],
      async submitted(view) {
        got.push(view);
        const note = view.fields['note'];
        if (note === 'x') return { kind: 'errors', errors: { note: 'Say more' } };
        return { kind: 'close' };
      },
    });
    const dana = slack.as('dana');
    await dana.slash('/ci handoff');
    await slack.until(() => dana.viewsOpen().length === 1);
    const [view] = dana.viewsOpen();
    expect(await dana.options(view!, 'repository', 'api')).toMatchObject({
      options: [{ text: { text: 'acme/api' }, value: 'incident:7' }],
    });
    expect(await dana.submit(view!, { Note: 'x' })).toMatchObject({ errors: { note: 'Say more' } });
    expect(await dana.submit(view!, { Note: 'Flaky again' })).toMatchObject({ ok: true });
    expect(dana.viewsOpen()).toEqual([]);
    expect(got[1]).toMatchObject({
      ...{ callbackId: 'handoff', memory: 'incident:7', user: { id: 'U0DANA', name: 'dana' } },
      fields: { note: 'Flaky again', text: 'Flaky again' },
    });
    expect(slack.violations).toEqual([]);
  });

  test('where Baton is not in the channel, what has no response URL comes as a direct message', async () => {
    const { slack, baton } = await begin({});
    const reply = { user: 'U0DANA', channel: 'C0SECRET' };
    await createReply(baton.api, reply, Date).privately(says('Psst'));
    expect(slack.as('dana').dm().last?.text).toBe('Psst');
  });

  test('what a handler throws is logged under a reference that the person is told', async () => {
    const log = keptLog();
    together = await start({
      connect: { log },
      handlers: {
        command: async () => {
          throw new Error('database is on fire');
        },
      },
    });
    const result = await together.slack.as('dana').slash('/ci');
    const { text } = await result.answer();
    const [, reference] = /logged under (\w+)/.exec(text)!;
    expect(text).not.toContain('fire');
    expect(log.lines.find((line) => line.includes(reference!))).toContain('A handler failed');
  });
});
