import { randomUUID } from 'node:crypto';
import type {
  AllMiddlewareArgs,
  AnyMiddlewareArgs,
  App,
  BlockAction,
  BlockSuggestion,
  MessageShortcut,
  SlackCommandMiddlewareArgs,
  ViewSubmitAction,
} from '@slack/bolt';
import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import { redact } from '../core/redact.ts';
import { within } from '../core/within.ts';
import { answerView, patienceMs } from './answer-view.ts';
import type { Once } from './once.ts';
import { createReply, type Origin, type ReplyApi } from './reply.ts';
import { askedBy, fieldsOf, personOf, pressedBy, takenBy, withoutMention } from './translate.ts';
import type { Unhurried } from './unhurried.ts';
import type { Handlers, Reply } from './words.ts';

export type Receiving = {
  api: ReplyApi;
  handlers: Handlers;
  log: Log;
  clock: Clock;
  once: Once;
  unhurried: Pick<Unhurried, 'run'>;
  /** The Slack id of Baton's own user. */
  botUser(): string;
};

/** Registers everything that Baton listens to: each thing is acknowledged at once, then handled. */
export function receive(app: App, to: Receiving): void {
  const { handlers } = to;

  // Ahead of the listeners: Bolt asks each of them about each event, which takes as long as the acknowledgement.
  app.use(async (args) => {
    if (!isCommand(args)) return args.next();
    const { ack, body } = args;
    await ack();
    if (!(await to.once(body.trigger_id))) return;
    const { user_id: user, channel_id: channel, response_url: responseUrl } = body;
    const asked = askedBy(body);
    later(to, { what: body.command, origin: { user, channel, responseUrl } }, (reply) =>
      handlers.command({ ...asked, reply }),
    );
  });

  app.action<BlockAction>({ type: 'block_actions' }, async ({ ack, body }) => {
    await ack();
    if (!(await to.once(`${body.trigger_id}:${body.actions[0]?.action_id}`))) return;
    const pressed = pressedBy(body);
    const origin = {
      ...{ user: body.user.id, channel: body.channel?.id, responseUrl: body.response_url },
      ...{ messageTs: pressed.message?.ts, threadTs: pressed.message?.threadTs },
    };
    later(to, { what: pressed.actionId, origin }, (reply) =>
      handlers.action({ ...pressed, reply }),
    );
  });

  app.shortcut<MessageShortcut>({ type: 'message_action' }, async ({ ack, body }) => {
    await ack();
    if (!(await to.once(body.trigger_id))) return;
    const { user, channel, response_url: responseUrl } = body;
    const origin = { user: user.id, channel: channel.id, responseUrl };
    later(to, { what: body.callback_id, origin }, (reply) =>
      handlers.shortcut({ ...takenBy(body), reply }),
    );
  });

  app.options<'block_suggestion'>({ type: 'block_suggestion' }, async ({ ack, body }) => {
    const { block_id: blockId, action_id: actionId, value: typed } = body satisfies BlockSuggestion;
    const memory = body.view?.private_metadata ?? '';
    const asked = { actionId, blockId, typed: redact(typed), user: personOf(body.user), memory };
    const suggesting = guarded(to, { what: actionId }, () => handlers.suggest(asked));
    const choices = await within(patienceMs, suggesting);
    const options = (choices ?? []).slice(0, 100).map(({ text, value }) => ({
      text: { type: 'plain_text' as const, text: text.slice(0, 75) },
      value: value.slice(0, 150),
    }));
    await ack({ options });
  });

  receiveEvents(app, to);
  receiveViews(app, to);
}

type Incoming = AllMiddlewareArgs & AnyMiddlewareArgs;

const isCommand = (args: Incoming): args is AllMiddlewareArgs & SlackCommandMiddlewareArgs =>
  'command' in args;

function receiveEvents(app: App, to: Receiving): void {
  const { handlers } = to;
  type Said = { user?: string; text?: string; channel: string; ts: string; thread_ts?: string };
  const spokenTo = ({ user, text = '', channel, ts, thread_ts: thread }: Said): void => {
    if (!user) return;
    const said = { text: withoutMention(text, to.botUser()), user: { id: user } };
    const asked = {
      id: `${channel}:${ts}`,
      ...said,
      channel: { id: channel },
      ...(thread ? { thread } : {}),
    };
    later(to, { what: 'mention', origin: { user, channel, threadTs: thread } }, (reply) =>
      handlers.mention({ ...asked, reply }),
    );
  };

  app.event('app_mention', async ({ event, body }) => {
    if (event.bot_id || 'edited' in event || !(await to.once(body.event_id))) return;
    spokenTo(event);
  });
  app.event('message', async ({ event, body }) => {
    if (event.channel_type !== 'im' || event.subtype !== undefined || event.bot_id) return;
    if (await to.once(body.event_id)) spokenTo(event);
  });
  app.event('app_home_opened', async ({ event, body }) => {
    if (event.tab !== 'home' || !(await to.once(body.event_id))) return;
    to.unhurried.run(() => guarded(to, { what: 'home' }, () => handlers.homeOpened(event.user)));
  });
}

function receiveViews(app: App, to: Receiving): void {
  app.view<ViewSubmitAction>({ type: 'view_submission' }, async ({ ack, body, view }) => {
    if (!(await to.once(body.trigger_id))) return ack();
    const reply = createReply(to.api, { user: body.user.id }, to.clock);
    const what = view.callback_id;
    const submitted = {
      ...{ callbackId: view.callback_id, viewId: view.id, memory: view.private_metadata },
      ...{ fields: fieldsOf(view), user: personOf(body.user), triggerId: body.trigger_id, reply },
    };
    const answer = guarded(to, { what, reply }, () => to.handlers.submitted(submitted));
    await answerView(answer, { ack, reply });
  });
  app.view({ type: 'view_closed' }, async ({ ack }) => ack());
}

/**
 * Runs a handler when its turn has come, without keeping Bolt and its request waiting. As little as can be waits with
 * it: of thousands that come at once, the collector moves all that waits.
 */
function later(
  to: Receiving,
  { what, origin }: { what: string; origin: Origin },
  run: (reply: Reply) => Promise<void>,
): void {
  const since = to.clock.now();
  to.unhurried.run(() => {
    const reply = createReply(to.api, { since, ...origin }, to.clock);
    return guarded(to, { what, reply }, () => run(reply));
  });
}

/** Runs a handler; what it throws is logged under a reference, which the person is told. */
async function guarded<T>(
  { log }: Receiving,
  { what, reply }: { what: string; reply?: Reply },
  run: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await run();
  } catch (err) {
    const reference = randomUUID().slice(0, 8);
    log.error({ err, what, reference }, 'A handler failed');
    const text = `Something went wrong on my side. It is logged under ${reference}.`;
    await reply?.privately({ text, blocks: [] }).catch((error: unknown) => {
      log.warn({ err: error, reference }, 'Nobody could be told');
    });
    return undefined;
  }
}
