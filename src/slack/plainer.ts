import type { Message } from '../core/message.ts';

/** Blocks that a workspace may not know yet. */
const young = new Set(['data_visualization']);

const withoutYoung = (message: Message): Message => ({
  ...message,
  blocks: message.blocks.filter((block) => !young.has(block.type)),
});

const textAlone = (message: Message): Message => ({ ...message, blocks: [] });

/** The forms in which a message can be sent, richest first; its `text` says it all in the last. */
export function forms(message: Message): [Message, ...Message[]] {
  const hasYoung = message.blocks.some((block) => young.has(block.type));
  return [message, ...(hasYoung ? [withoutYoung(message)] : []), textAlone(message)];
}

/** Remembers which messages, and which blocks, Slack refused, so that they are not tried again and again. */
export type Plainness = {
  /** The richest form that was not refused yet. */
  form(id: number, message: Message): Message;
  /** Slack refused that form. Answers whether there is a plainer one. */
  refused(id: number, message: Message): boolean;
  /** Slack took that form. */
  taken(id: number, message: Message): void;
};

/** A workspace that refuses charts may have them tomorrow: it is asked again after this long. */
const rememberedMs = 10 * 60_000;

export function createPlainness(now: () => number): Plainness {
  const levels = new Map<number, number>();
  let refusesYoungUntil = 0;

  const floor = (message: Message): number =>
    now() < refusesYoungUntil && forms(message).length > 2 ? 1 : 0;
  const level = (id: number, message: Message): number =>
    Math.max(levels.get(id) ?? 0, floor(message));

  return {
    form: (id, message) => forms(message)[level(id, message)] ?? textAlone(message),
    refused(id, message) {
      const next = level(id, message) + 1;
      const more = next < forms(message).length;
      if (more) levels.set(id, next);
      else levels.delete(id);
      return more;
    },
    taken(id, message) {
      // Taken without its chart after it was refused with it: so will all the others be.
      if (levels.get(id) === 1 && forms(message).length > 2) {
        refusesYoungUntil = now() + rememberedMs;
      }
      levels.delete(id);
    },
  };
}
