import { commands } from '../../../commands/index.ts';
import type { Message } from '../../core/message.ts';
import type { Pressed } from '../../slack/words.ts';
import type { Press } from '../features/presses.ts';
import { type ContextOf, whoPressed } from './context.ts';
import { dispatch, lineOf, wordsOf } from './dispatch.ts';
import type { HandlerServices } from './handler-services.ts';
import { shareable, shared } from './messages.ts';

/** The buttons of every answer: show it to the channel, or turn its page. Their value is the typed line. */
export function answerPresses(
  { store, now }: Pick<HandlerServices, 'store' | 'now'>,
  contextOf: ContextOf,
): Record<string, Press> {
  async function share(answer: Message, pressed: Pressed, channel: string): Promise<void> {
    // One answer is shown once, however often its button is pressed before it is gone.
    const id = `${pressed.user.id}:${pressed.message?.ts ?? pressed.triggerId}`;
    await store.transaction(async (tx) => {
      await tx.memory.set('share', id, answer, now());
      const threadTs = pressed.message?.threadTs ?? null;
      const place = { channel, threadTs, now: now() };
      await tx.posts.show({ key: `share:${id}`, kind: 'share', subject: id, ...place });
    });
  }

  return {
    async 'answer.share'(pressed) {
      const { channel, user } = pressed;
      if (!channel) return;
      const line = lineOf(pressed.value, commands);
      const answer = await dispatch(line, await contextOf(whoPressed(pressed)));
      await share(shared(answer, wordsOf(line), user.id), pressed, channel.id);
      await pressed.reply.remove();
    },
    async 'answer.again'(pressed) {
      const line = lineOf(pressed.value, commands);
      const answer = await dispatch(line, await contextOf(whoPressed(pressed)));
      await pressed.reply.replace(shareable(answer, wordsOf(line)));
    },
  };
}
