import { z } from 'zod';
import { UserError } from '../../src/core/errors.ts';
import { handoffName } from '../../src/core/handoffs.ts';
import { handoffRef } from '../../src/handoffs/lists.ts';
import { exported, handoffMarkdown } from '../../src/handoffs/messages/export.ts';
import { gone } from '../../src/handoffs/messages/mistakes.ts';
import { defineSubcommand } from '../define.ts';

/** One handoff as Markdown. */
export const exportOne = defineSubcommand({
  name: 'export',
  usage: '/handoff export <H-12>',
  summary: 'All of its story as a Markdown file, sent to you',
  examples: ['/handoff export H-12'],
  allow: 'everyone',
  looks: false,
  positional: ['handoff'],
  args: z.object({ handoff: handoffRef }),
  async run(args, { handoffs, user }) {
    const view = await handoffs.view(args.handoff);
    const name = handoffName(args.handoff);
    if (!view) throw new UserError(...gone(name));
    const content = handoffMarkdown(view);
    await handoffs.sendFile(user, { name: `${name}.md`, title: name, content });
    return exported(name);
  },
});
