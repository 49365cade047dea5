import { z } from 'zod';
import { UserError } from '../../src/core/errors.ts';
import { handoffName } from '../../src/core/handoffs.ts';
import { handoffRef } from '../../src/handoffs/lists.ts';
import { gone } from '../../src/handoffs/messages/mistakes.ts';
import { handoffCard } from '../../src/handoffs/messages/show.ts';
import { defineSubcommand } from '../define.ts';

/** One handoff with its story. */
export const show = defineSubcommand({
  name: 'show',
  usage: '/handoff show <H-12>',
  summary: 'How one stands, and how it came about',
  examples: ['/handoff show H-12'],
  allow: 'everyone',
  positional: ['handoff'],
  args: z.object({ handoff: handoffRef }),
  async run(args, { handoffs, now }) {
    const view = await handoffs.view(args.handoff);
    if (!view) throw new UserError(...gone(handoffName(args.handoff)));
    return handoffCard(view, { now, there: await handoffs.linkOf(view.handoff) });
  },
});
