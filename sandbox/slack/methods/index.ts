import { basics } from './basics.ts';
import { chat } from './chat.ts';
import { conversations } from './conversations.ts';
import { files } from './files.ts';
import type { Method } from './method.ts';
import { reactions } from './reactions.ts';
import { users } from './users.ts';
import { views } from './views.ts';

/** Every Web API method that this workspace knows. */
export const METHODS: ReadonlyMap<string, Method> = new Map(
  Object.entries({
    ...basics,
    ...chat,
    ...conversations,
    ...users,
    ...views,
    ...files,
    ...reactions,
  }),
);
