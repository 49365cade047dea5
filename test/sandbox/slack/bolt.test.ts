import type { App } from '@slack/bolt';
import { afterEach, describe, expect, it } from 'vitest';
import { inHttpMode, inSocketMode, type Together } from './bolt.ts';

let together: Together | undefined;
afterEach(async () => {
  await together?.stop();
  together = undefined;
});

/** A small bot that uses everything that Baton does. */
function bot(app: App): void {
  app.command('/ci', async ({ command, ack, respond, client }) => {
    await ack();
    if (command.text === 'open') {
      await client.views.open({ trigger_id: command.trigger_id, view: MODAL });
      return;
    }
    await respond({ text: `You asked for *${command.text}*`, blocks: [ANSWER] });
  });
  app.action('ack', async ({ ack, body, client, respond }) => {
    await ack();
    if (body.type === 'block_actions' && body.message) {
      await client.chat.update({
        channel: body.channel?.id ?? '',
        ts: body.message.ts,
        text: `Acknowledged by <@${body.user.id}>`,
        blocks: [],
      });
    } else {
      await respond({ replace_original: true, text: 'Shared' });
    }
  });
  app.view('handoff', async ({ ack, view }) => {
    const note = view.state.values['note']?.['text']?.value ?? '';
    if (note.length < 3) await ack({ response_action: 'errors', errors: { note: 'Say more' } });
    else await ack();
  });
  app.event('app_mention', async ({ event, say }) => {
    await say({ text: `Hello <@${event.user}>`, thread_ts: event.ts });
  });
  app.event('app_home_opened', async ({ event, client }) => {
    await client.views.publish({
      user_id: event.user,
      view: {
        type: 'home',
        blocks: [{ type: 'header', text: { type: 'plain_text', text: 'Red now' } }],
      },
    });
  });
}

const ANSWER = {
  type: 'actions' as const,
  elements: [
    {
      type: 'button' as const,
      action_id: 'ack',
      text: { type: 'plain_text' as const, text: 'Share' },
    },
  ],
};

const MODAL = {
  type: 'modal' as const,
  callback_id: 'handoff',
  title: { type: 'plain_text' as const, text: 'Hand off' },
  submit: { type: 'plain_text' as const, text: 'Send' },
  blocks: [
    {
      type: 'input' as const,
      block_id: 'note',
      label: { type: 'plain_text' as const, text: 'Note' },
      element: { type: 'plain_text_input' as const, action_id: 'text' },
    },
  ],
};

describe.each([
  ['Socket Mode', inSocketMode],
  ['signed HTTP', inHttpMode],
])('a Bolt app over %s', (_name, start) => {
  it('answers a slash command privately, with blocks that can be pressed', async () => {
    together = await start(bot);
    const dana = together.slack.as('dana');
    const result = await dana.slash('/ci status acme/api', { channel: '#builds' });
    expect(result.ok).toBe(true);
    const answer = await result.answer();
    expect(answer.text).toBe('You asked for *status acme/api*');
    expect(answer.isEphemeral).toBe(true);
    expect(together.slack.as('omar').ephemerals()).toEqual([]);
    await dana.press(answer, 'Share');
    await together.slack.until(() => dana.ephemerals('#builds')[0]?.text === 'Shared');
    expect(together.slack.violations).toEqual([]);
  });

  it('edits its message when a button is pressed', async () => {
    together = await start(bot);
    const { slack, app } = together;
    await app.client.chat.postMessage({ channel: '#builds', text: 'CI failed', blocks: [ANSWER] });
    const [message] = slack.channel('#builds').messages;
    if (!message) throw new Error('nothing was posted');
    expect(await slack.as('omar').press(message, 'ack')).toMatchObject({ ok: true });
    await slack.until(() => message.edited);
    expect(message.plain).toBe('Acknowledged by @omar');
    expect(message.mentions).toEqual([{ kind: 'user', id: 'U0OMAR' }]);
  });

  it('opens a modal, refuses what is wrong in it, and closes it', async () => {
    together = await start(bot);
    const quinn = together.slack.as('quinn');
    await quinn.slash('/ci open', { channel: '#qa' });
    await together.slack.until(() => quinn.viewsOpen().length === 1);
    const [view] = quinn.viewsOpen();
    if (!view) throw new Error('no modal');
    expect(await quinn.submit(view)).toMatchObject({
      ok: false,
      errors: { note: 'Please complete this required field.' },
    });
    expect(await quinn.submit(view, { text: 'hm' })).toMatchObject({
      errors: { note: 'Say more' },
    });
    expect(await quinn.submit(view, { Note: 'Rollback tested' })).toEqual({ ok: true });
    expect(quinn.viewsOpen()).toEqual([]);
  });

  it('answers a mention in its thread and fills the Home tab', async () => {
    together = await start(bot);
    const { slack } = together;
    const said = await slack.as('dana').say('@baton show', { channel: '#dev' });
    await slack.until(() => slack.channel('#dev').thread(said).length === 2);
    expect(
      slack
        .channel('#dev')
        .thread(said)
        .map((m) => m.plain),
    ).toEqual(['@baton show', 'Hello @dana']);
    await slack.as('dana').openHome();
    await slack.until(() => slack.home('dana') !== undefined);
    expect(slack.read({ blocks: slack.home('dana')?.blocks ?? [] }).plain).toBe('Red now');
  });
});
