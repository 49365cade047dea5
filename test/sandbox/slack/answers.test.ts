import type { App } from '@slack/bolt';
import { afterEach, describe, expect, it } from 'vitest';
import { inHttpMode, inSocketMode, type Together } from './bolt.ts';
import { call, handClock } from './calling.ts';

let together: Together | undefined;
afterEach(async () => {
  await together?.stop();
  together = undefined;
});

const title = { type: 'plain_text' as const, text: 'Title' };
const modal = (more: object = {}) => ({
  type: 'modal',
  callback_id: 'form',
  title,
  blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'Sure?' } }],
  ...more,
});

/** Starts a workspace whose app hands every trigger and response URL to the test. */
async function grants(clock = handClock()) {
  const seen: { trigger_id: string; response_url: string }[] = [];
  together = await inSocketMode(
    (app: App) => {
      app.command('/ci', async ({ ack, command }) => {
        seen.push(command);
        await ack();
      });
    },
    { clock },
  );
  const { slack } = together;
  const next = async () => {
    await slack.as('dana').slash('/ci x', { channel: '#builds' });
    const grant = seen.at(-1);
    if (!grant) throw new Error('the app got no command');
    return grant;
  };
  return { slack, clock, next, dana: slack.as('dana') };
}

describe('a trigger_id', () => {
  it('opens one view', async () => {
    const { slack, next, dana } = await grants();
    const { trigger_id } = await next();
    expect(await call(slack, 'views.open', { trigger_id, view: modal() })).toMatchObject({
      ok: true,
    });
    expect(dana.viewsOpen()).toHaveLength(1);
    expect(await call(slack, 'views.open', { trigger_id, view: modal() })).toEqual({
      ok: false,
      error: 'exchanged_trigger_id',
    });
    expect(await call(slack, 'views.open', { trigger_id: 'x', view: modal() })).toMatchObject({
      error: 'invalid_trigger_id',
    });
  });

  it('lives three seconds', async () => {
    const { slack, clock, next } = await grants();
    const early = await next();
    clock.forward(3000);
    const open = { trigger_id: early.trigger_id, view: modal() };
    expect(await call(slack, 'views.open', open)).toMatchObject({ ok: true });
    const late = await next();
    clock.forward(3001);
    expect(await call(slack, 'views.open', { ...open, trigger_id: late.trigger_id })).toMatchObject(
      {
        error: 'expired_trigger_id',
      },
    );
  });

  it('is not spent on a view that Slack refuses', async () => {
    const { slack, next } = await grants();
    const { trigger_id } = await next();
    expect(
      await call(slack, 'views.open', { trigger_id, view: modal({ blocks: [] }) }),
    ).toMatchObject({
      error: 'invalid_arguments',
      response_metadata: {
        messages: ['[ERROR] no fewer than 1 items allowed [json-pointer:/view/blocks]'],
      },
    });
    expect(await call(slack, 'views.open', { trigger_id, view: modal() })).toMatchObject({
      ok: true,
    });
  });
});

describe('a view', () => {
  it('is pushed three deep, updated by id and hash, and closed from the top', async () => {
    const { slack, next, dana } = await grants();
    const open = await call(slack, 'views.open', { ...(await next()), view: modal() });
    for (const _time of [1, 2]) {
      await call(slack, 'views.push', { ...(await next()), view: modal() });
    }
    expect(await call(slack, 'views.push', { ...(await next()), view: modal() })).toMatchObject({
      error: 'push_limit_reached',
    });
    const { id, hash } = open['view'] as { id: string; hash: string };
    const update = { view_id: id, view: modal({ title: { ...title, text: 'New' } }) };
    expect(await call(slack, 'views.update', { ...update, hash: 'old' })).toMatchObject({
      error: 'hash_conflict',
    });
    expect(await call(slack, 'views.update', { ...update, hash })).toMatchObject({ ok: true });
    expect(await call(slack, 'views.update', { ...update, view_id: 'V1' })).toMatchObject({
      error: 'not_found',
    });
    expect(dana.viewsOpen().map((view) => view.title?.text)).toEqual(['New', 'Title', 'Title']);
    const top = dana.viewsOpen().at(-1);
    if (top) await dana.closeView(top);
    expect(dana.viewsOpen()).toHaveLength(2);
    await dana.closeView(dana.viewsOpen()[0] ?? { id: '' });
    expect(dana.viewsOpen()).toEqual([]);
  });

  it('shows a Home tab to one person, where the manifest has one', async () => {
    const { slack } = await grants();
    const view = { type: 'home', blocks: [{ type: 'divider' }] };
    expect(await call(slack, 'views.publish', { user_id: 'U0MINA', view })).toMatchObject({
      ok: true,
    });
    expect(slack.home('mina')?.blocks).toHaveLength(1);
    expect(slack.home('dana')).toBeUndefined();
    expect(await call(slack, 'views.publish', { user_id: 'U0MINA', view: modal() })).toMatchObject({
      error: 'invalid_arguments',
    });
  });
});

describe('a response_url', () => {
  const answer = async (url: string, body: object) => {
    const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
    return { status: response.status, ...((await response.json()) as object) };
  };

  it('is used five times', async () => {
    const { slack, next, dana } = await grants();
    const { response_url } = await next();
    for (let use = 1; use <= 5; use += 1) {
      expect(await answer(response_url, { text: `answer ${use}` })).toEqual({
        status: 200,
        ok: true,
      });
    }
    expect(await answer(response_url, { text: 'one more' })).toEqual({
      status: 404,
      ok: false,
      error: 'used_url',
    });
    expect(dana.ephemerals('#builds')).toHaveLength(5);
    expect(slack.violations).toEqual(['response_url: used_url']);
  });

  it('lives thirty minutes', async () => {
    const { clock, next } = await grants();
    const { response_url } = await next();
    clock.forward(30 * 60_000);
    expect(await answer(response_url, { text: 'just in time' })).toMatchObject({ status: 200 });
    clock.forward(1);
    expect(await answer(response_url, { text: 'late' })).toMatchObject({ error: 'expired_url' });
  });

  it('replaces and deletes what it said, and speaks to the channel when told to', async () => {
    const { slack, next, dana } = await grants();
    const { response_url } = await next();
    await answer(response_url, { text: 'one' });
    await answer(response_url, { text: 'two', replace_original: true });
    expect(dana.ephemerals().map(({ text }) => text)).toEqual(['two']);
    await answer(response_url, { delete_original: true });
    expect(dana.ephemerals()).toEqual([]);
    await answer(response_url, { text: 'for all', response_type: 'in_channel' });
    expect(slack.channel('builds').last?.text).toBe('for all');
  });

  it('takes no blocks that chat.postMessage would not', async () => {
    const { slack, next } = await grants();
    const { response_url } = await next();
    expect(await answer(response_url, { blocks: [{ type: 'header' }] })).toMatchObject({
      status: 400,
      error: 'invalid_blocks',
    });
    expect(await answer(response_url, {})).toMatchObject({ status: 400, error: 'no_text' });
    expect(slack.violations).toHaveLength(2);
  });
});

describe('what an app answers to a submission', () => {
  const input = {
    type: 'input',
    block_id: 'why',
    label: { type: 'plain_text', text: 'Why' },
    element: { type: 'plain_text_input', action_id: 'text' },
  };
  const form = modal({ submit: title, blocks: [input], notify_on_close: true });

  async function submitting(answer: object | undefined) {
    const closed: string[] = [];
    together = await inHttpMode((app) => {
      app.command('/ci', async ({ ack, command, client }) => {
        await ack();
        await client.views.open({ trigger_id: command.trigger_id, view: form as never });
      });
      app.view('form', ({ ack }) => ack(answer as never));
      app.view({ callback_id: 'form', type: 'view_closed' }, async ({ ack, view }) => {
        closed.push(view.id);
        await ack();
      });
    });
    const { slack } = together;
    const dana = slack.as('dana');
    await dana.slash('/ci');
    await slack.until(() => dana.viewsOpen().length > 0);
    const [view] = dana.viewsOpen();
    if (!view) throw new Error('no view');
    return { slack, dana, view, closed, outcome: () => dana.submit(view, { why: 'because' }) };
  }

  it('may be another view in its place, or on top', async () => {
    const update = await submitting({ response_action: 'update', view: modal() });
    expect(await update.outcome()).toEqual({ ok: true });
    expect(update.dana.viewsOpen()).toMatchObject([
      { id: update.view.id, blocks: [{ type: 'section' }] },
    ]);
    await together?.stop();
    const push = await submitting({ response_action: 'push', view: modal() });
    await push.outcome();
    expect(push.dana.viewsOpen()).toMatchObject([{}, { previous_view_id: push.view.id }]);
  });

  it('must be something that Slack can show', async () => {
    const { slack, outcome } = await submitting({
      response_action: 'update',
      view: { type: 'modal' },
    });
    expect(await outcome()).toMatchObject({ ok: false, error: 'invalid_response' });
    expect(slack.violations).toEqual([
      'view_submission: update: missing required field: title at /view',
    ]);
  });

  it('may blame only inputs that are there', async () => {
    const { slack, outcome } = await submitting({
      response_action: 'errors',
      errors: { nope: 'x' },
    });
    expect(await outcome()).toMatchObject({ ok: false });
    expect(slack.violations).toEqual(['view_submission: errors for no input block: nope']);
  });

  it('hears of a view that was closed instead', async () => {
    const { dana, view, closed } = await submitting(undefined);
    expect(await dana.closeView(view)).toEqual({ ok: true });
    expect(closed).toEqual([view.id]);
  });
});
