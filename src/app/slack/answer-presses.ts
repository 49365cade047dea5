import { commands } from '../../../commands/index.ts';
import type { Message } from '../../core/message.ts';
import type { SlackApi } from '../../slack/api.ts';
import type { Pressed } from '../../slack/words.ts';
import type { Store } from '../../store/types/index.ts';
import type { Press, Renderer } from '../features/feature.ts';
import { type ContextOf, whoPressed } from './context.ts';
import { dispatch, lineOf, looks, wordsOf } from './dispatch.ts';
import { opened } from './form.ts';
import { shareable, shared } from './messages.ts';

type Services = { store: Store; now: () => number; slack: () => Pick<SlackApi, 'openView'> };

/** The buttons of every answer: show it to the channel, or turn its page. Their value is the typed line. */
export function answerPresses(
  { store, now, slack }: Services,
  contextOf: ContextOf,
): Record<string, Press> {
  /** Only what looks is done again. */
  async function again(pressed: Pressed): Promise<{ answer: Message; words: string } | undefined> {
    const line = lineOf(pressed.value, commands);
    if (!looks(line)) return undefined;
    const found = await dispatch(line, await contextOf(whoPressed(pressed)));
    const answer = await opened(found, pressed.triggerId, slack());
    return answer && { answer, words: wordsOf(line) };
  }

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
      const found = channel && (await again(pressed));
      if (!found) return;
      await share(shared(found.answer, found.words, user.id), pressed, channel.id);
      await pressed.reply.remove();
    },
    async 'answer.again'(pressed) {
      const found = await again(pressed);
      if (found) await pressed.reply.replace(shareable(found.answer, found.words));
    },
  };
}

/** What somebody showed to the channel. */
export function answerRenderers({ store }: Pick<Services, 'store'>): Record<string, Renderer> {
  return {
    share: async (post) => (await store.memory.get<Message>('share', post.subject)) ?? null,
  };
}
