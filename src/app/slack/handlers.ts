import { commands } from '../../../commands/index.ts';
import type { Log } from '../../core/log.ts';
import type { SlackApi } from '../../slack/api.ts';
import type { Asked, Handlers, ViewAnswer } from '../../slack/words.ts';
import type { Store } from '../../store/types/index.ts';
import type { Acts } from '../features/acts/ask.ts';
import type { Needs } from '../features/feature.ts';
import type { Features } from '../features/index.ts';
import type { Permits, Wanting } from '../features/permits.ts';
import { answerPresses } from './answer-presses.ts';
import { createContextOf, type Who } from './context.ts';
import { dispatch, type Line, lineOf, looks, wordsOf } from './dispatch.ts';
import { opened } from './form.ts';
import { createGuard } from './guard.ts';
import { shareable } from './messages.ts';

/** What the handlers of Slack's events are given. */
export type HandlerServices = {
  store: Store;
  now: () => number;
  log: Log;
  features: Pick<Features, 'presses' | 'shortcuts' | 'dialogs' | 'services'>;
  permits: Permits;
  acts: Acts;
  /** Slack's Web API, once it is connected. */
  slack: () => Pick<SlackApi, 'openView'>;
  /** Brings a person's Home tab up to date. */
  publishHome: (user: string) => Promise<void>;
};

/** What happens when people type, press and look. */
export function createHandlers(options: HandlerServices): Handlers {
  const { store, now, log, features, permits, acts, slack, publishHome } = options;
  const guard = createGuard({ log });
  const contextOf = createContextOf({ store, now, services: features.services, permits, acts });
  const presses = { ...features.presses, ...answerPresses({ store, now, slack }, contextOf) };

  async function typed(line: Line, asked: Asked & Pick<Who, 'by'>): Promise<void> {
    const what = { command: wordsOf(line), user: asked.user.id };
    await guard(asked.reply, what, async () => {
      const answer = await dispatch(line, await contextOf(asked));
      const shown = await opened(answer, asked.triggerId, slack());
      const alone = asked.channel.id.startsWith('D');
      return shown && looks(line) && !alone ? shareable(shown, wordsOf(line)) : shown;
    });
  }

  /** What is to be done, once it is known that they may. */
  async function permitted<Do extends object>(
    thing: Needs<Do> | undefined,
    by: Wanting,
  ): Promise<Do | undefined> {
    if (!thing || !('needs' in thing)) return thing;
    await permits.demand(thing.needs, by);
    return thing.does;
  }

  return {
    command: (asked) => {
      const line = lineOf(`${asked.command ?? ''} ${asked.text}`, commands);
      return typed(line, { ...asked, by: 'command' });
    },
    mention: (asked) => typed(lineOf(asked.text, commands), { ...asked, by: 'mention' }),
    async action(pressed) {
      const { actionId, user, reply, triggerId, channel } = pressed;
      // What stands behind a colon only tells buttons of one kind apart.
      const press = presses[actionId.split(':', 1)[0] ?? ''];
      await guard(reply, { action: actionId, user: user.id }, async () => {
        const from = `button in ${channel?.id ?? user.id}`;
        const answer = await (await permitted(press, { user: user.id, from }))?.(pressed);
        return opened(answer ?? undefined, triggerId, slack());
      });
    },
    async shortcut(taken) {
      const { callbackId, user, reply, triggerId } = taken;
      await guard(reply, { shortcut: callbackId, user: user.id }, async () =>
        opened(await features.shortcuts[callbackId]?.(taken), triggerId, slack()),
      );
    },
    homeOpened: (user) => publishHome(user),
    async submitted(view) {
      const { callbackId, user, reply } = view;
      let answer: ViewAnswer = { kind: 'close' };
      await guard(reply, { modal: callbackId, user: user.id }, async () => {
        const by = { user: user.id, from: 'form' };
        answer = (await (await permitted(features.dialogs[callbackId], by))?.(view)) ?? answer;
        return undefined;
      });
      return answer;
    },
    suggest: async () => [],
  };
}
