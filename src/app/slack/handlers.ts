import { commands } from '../../../commands/index.ts';
import type { Asked, Handlers, ViewAnswer } from '../../slack/words.ts';
import { logPresses } from '../features/log-presses.ts';
import { modals } from '../features/modals.ts';
import { presses } from '../features/presses.ts';
import { answerPresses } from './answer-presses.ts';
import { createContextOf } from './context.ts';
import { dispatch, type Line, lineOf, looks, wordsOf } from './dispatch.ts';
import { createGuard } from './guard.ts';
import type { HandlerServices } from './handler-services.ts';
import { shareable } from './messages.ts';

/** What happens when people type, press and look. */
export function createHandlers(options: HandlerServices): Handlers {
  const guard = createGuard(options);
  const contextOf = createContextOf(options);
  const press = {
    ...presses(options),
    ...logPresses(options),
    ...answerPresses(options, contextOf),
  };

  const submit = modals(options);

  async function typed(line: Line, asked: Asked): Promise<void> {
    const what = { command: wordsOf(line), user: asked.user.id };
    await guard(asked.reply, what, async () => {
      const answer = await dispatch(line, await contextOf(asked));
      const alone = asked.channel.id.startsWith('D');
      return looks(line) && !alone ? shareable(answer, wordsOf(line)) : answer;
    });
  }

  return {
    command: (asked) => typed(lineOf(`${asked.command ?? ''} ${asked.text}`, commands), asked),
    mention: (asked) => typed(lineOf(asked.text, commands), asked),
    async action(pressed) {
      const { actionId, user, reply } = pressed;
      // What stands behind a colon only tells buttons of one kind apart.
      const act = press[actionId.split(':', 1)[0] ?? ''];
      await guard(reply, { action: actionId, user: user.id }, async () => {
        await act?.(pressed);
        return undefined;
      });
    },
    homeOpened: (user) => options.publishHome(user),
    async submitted(view) {
      const { callbackId, user, reply } = view;
      let answer: ViewAnswer = { kind: 'close' };
      await guard(reply, { modal: callbackId, user: user.id }, async () => {
        answer = (await submit[callbackId]?.(view)) ?? answer;
        return undefined;
      });
      return answer;
    },
    suggest: async () => [],
  };
}
