import { z } from 'zod';
import { typeInThread } from '../../src/handoffs/messages/forms.ts';
import { defineSubcommand } from '../define.ts';

/** A form for what is handed over. */
export const form = defineSubcommand({
  name: 'form',
  usage: '/handoff',
  summary: 'Hand something over with a form',
  allow: 'everyone',
  looks: false,
  args: z.object({}),
  async run(_args, { handoffs, incident }) {
    return {
      form: await handoffs.form({ incident }),
      instead: typeInThread,
    };
  },
});
