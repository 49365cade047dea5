import { App, LogLevel, SocketModeReceiver } from '@slack/bolt';
import type { ActionsBlock, KnownBlock, ModalView } from '@slack/types';
import type { Workspace } from '../../sandbox/slack/index.ts';
import { standInManifest } from './stand-in-manifest.ts';

/** A small app on real Bolt that does one of each thing that the page must show. */
export type StandIn = { app: App; alert: string; stop(): Promise<void> };

const alertText = ':red_circle: acme/api · CI is failing on main';

const buttons: ActionsBlock = {
  type: 'actions',
  block_id: 'do',
  elements: [
    {
      type: 'button',
      action_id: 'ack',
      style: 'primary',
      text: { type: 'plain_text', text: 'Acknowledge' },
    },
    {
      type: 'button',
      action_id: 'rerun',
      text: { type: 'plain_text', text: 'Rerun failed jobs' },
      confirm: {
        title: { type: 'plain_text', text: 'Rerun two jobs?' },
        text: { type: 'plain_text', text: 'This starts attempt 2.' },
        confirm: { type: 'plain_text', text: 'Rerun' },
        deny: { type: 'plain_text', text: 'Keep' },
      },
    },
    { type: 'button', action_id: 'handoff', text: { type: 'plain_text', text: 'Hand off' } },
    {
      type: 'static_select',
      action_id: 'snooze',
      placeholder: { type: 'plain_text', text: 'Snooze' },
      options: ['1 hour', '4 hours'].map((text) => ({
        text: { type: 'plain_text', text },
        value: text,
      })),
    },
  ],
};

/** The alert of the design, as it stands: `state` is what became of it. */
export function alertBlocks(state: string): KnownBlock[] {
  return [
    {
      type: 'section',
      text: {
        type: 'mrkdwn',
        text: ':red_circle: *<https://github.example/acme/api|acme/api> · CI is failing on main*\n*test (node 22)* › Run npm test · exit code 1 · 2 m 14 s',
      },
    },
    {
      type: 'section',
      text: {
        type: 'mrkdwn',
        text: '```FAIL src/cart.test.ts › totals › applies coupon\nAssertionError: expected 90 to be 100\n  at src/cart.test.ts:42:18```',
      },
    },
    {
      type: 'section',
      text: {
        type: 'mrkdwn',
        verbatim: true,
        text: 'Suspects: “Refactor &lt;!channel&gt; &lt;https://evil.example|click&gt;” by <@U0DANA>',
      },
    },
    { type: 'context', elements: [{ type: 'mrkdwn', text: state }] },
    buttons,
  ];
}

const handoffView: ModalView = {
  type: 'modal',
  callback_id: 'handoff',
  title: { type: 'plain_text', text: 'Hand off' },
  submit: { type: 'plain_text', text: 'Offer' },
  blocks: [
    {
      type: 'input',
      block_id: 'team',
      label: { type: 'plain_text', text: 'To which team?' },
      element: {
        type: 'external_select',
        action_id: 'team',
        min_query_length: 1,
        placeholder: { type: 'plain_text', text: 'Find a team' },
      },
    },
    {
      type: 'input',
      block_id: 'note',
      label: { type: 'plain_text', text: 'What do they need to know?' },
      element: { type: 'plain_text_input', action_id: 'note', multiline: true },
    },
    {
      type: 'input',
      block_id: 'who',
      optional: true,
      label: { type: 'plain_text', text: 'Anyone in particular?' },
      element: { type: 'users_select', action_id: 'who' },
    },
  ],
};

/** Starts it in Socket Mode and posts the alert; `alert` is its `ts`. */
export async function startStandIn(slack: Workspace): Promise<StandIn> {
  const clientOptions = { slackApiUrl: slack.apiUrl };
  const receiver = new SocketModeReceiver({
    appToken: slack.appToken,
    logLevel: LogLevel.ERROR,
    installerOptions: { clientOptions },
  });
  const app = new App({
    token: slack.botToken,
    logLevel: LogLevel.ERROR,
    clientOptions,
    receiver,
  });
  answerCommands(app);
  answerPresses(app);
  answerForms(app);
  await app.start();
  const posted = await app.client.chat.postMessage({
    channel: 'C0BUILDS',
    text: alertText,
    blocks: alertBlocks('On call: <@U0OMAR>'),
  });
  return { app, alert: String(posted.ts), stop: async () => void (await app.stop()) };
}

export { standInManifest };

function answerCommands(app: App): void {
  app.command('/ci', async ({ ack, command, respond }) => {
    await ack();
    await respond({
      text: `You asked for ${command.text}`,
      blocks: [
        { type: 'header', text: { type: 'plain_text', text: `Asked: ${command.text}` } },
        {
          type: 'table',
          rows: [
            ['Stream', 'State'],
            ['acme/api · CI', 'red'],
          ].map((row) => row.map((text) => ({ type: 'raw_text', text }))),
        },
      ],
    });
  });
  app.event('app_mention', async ({ event, say }) => {
    await say({ text: `I heard <@${event.user}>`, thread_ts: event.thread_ts ?? event.ts });
  });
  app.event('app_home_opened', async ({ event, client }) => {
    await client.views.publish({
      user_id: event.user,
      view: {
        type: 'home',
        blocks: [
          { type: 'header', text: { type: 'plain_text', text: 'Red now' } },
          { type: 'section', text: { type: 'mrkdwn', text: `For <@${event.user}> alone` } },
        ],
      },
    });
  });
}

function answerPresses(app: App): void {
  const becomes = async (client: App['client'], ts: string, state: string) => {
    const said = { channel: 'C0BUILDS', text: state };
    await client.chat.update({ ...said, ts, text: alertText, blocks: alertBlocks(state) });
    await client.chat.postMessage({ ...said, thread_ts: ts });
  };
  const messageTs = (body: object) => String((body as { message?: { ts?: string } }).message?.ts);
  app.action('ack', async ({ ack, body, client }) => {
    await ack();
    await becomes(client, messageTs(body), `Acknowledged by <@${body.user.id}>`);
  });
  app.action('rerun', async ({ ack, body, client }) => {
    await ack();
    await becomes(client, messageTs(body), `Rerun by <@${body.user.id}>`);
  });
  app.action(
    { type: 'block_actions', action_id: 'snooze' },
    async ({ ack, action, body, client }) => {
      await ack();
      const chosen = action.type === 'static_select' ? action.selected_option.value : '';
      await becomes(client, messageTs(body), `Snoozed for ${chosen}`);
    },
  );
  app.action({ type: 'block_actions', action_id: 'handoff' }, async ({ ack, body, client }) => {
    await ack();
    await client.views.open({ trigger_id: body.trigger_id, view: handoffView });
  });
}

function answerForms(app: App): void {
  app.shortcut(/^(pass|offer)$/, async ({ ack, shortcut, client }) => {
    await ack();
    await client.views.open({ trigger_id: shortcut.trigger_id, view: handoffView });
  });
  app.options('team', async ({ ack, options }) => {
    const teams = ['Dev', 'QA', 'Operations'];
    const found = teams.filter((team) => team.toLowerCase().includes(options.value.toLowerCase()));
    await ack({
      options: found.map((text) => ({ text: { type: 'plain_text', text }, value: text })),
    });
  });
  app.view('handoff', async ({ ack, view, client }) => {
    const { values } = view.state;
    const note = values['note']?.['note']?.value ?? '';
    if (note.length < 10) {
      await ack({ response_action: 'errors', errors: { note: 'Say a little more than that.' } });
      return;
    }
    await ack();
    const team = values['team']?.['team']?.selected_option?.value;
    await client.chat.postMessage({ channel: 'C0OPS', text: `Offered to ${team}: ${note}` });
  });
}
