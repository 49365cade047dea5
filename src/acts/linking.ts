import type { Message } from '../core/message.ts';

/** How people link themselves to GitHub. */
export type Linking = {
  /** @throws UserError where nobody can */
  begin(user: string): Promise<Message>;
  /** @throws UserError where they are not linked */
  end(user: string): Promise<Message>;
};
