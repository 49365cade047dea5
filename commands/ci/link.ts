import { z } from 'zod';
import { defineSubcommand } from '../define.ts';

/** Connects a person to their GitHub login. */
export const link = defineSubcommand({
  name: 'link',
  usage: '/ci link',
  summary: 'Do things here with your own permission at GitHub',
  examples: ['/ci link'],
  allow: 'everyone',
  looks: false,
  args: z.object({}),
  run: (_, { user, linking }) => linking.begin(user),
});

/** Ends that. */
export const unlink = defineSubcommand({
  name: 'unlink',
  usage: '/ci unlink',
  summary: 'End that: I forget your token',
  examples: ['/ci unlink'],
  allow: 'everyone',
  looks: false,
  args: z.object({}),
  run: (_, { user, linking }) => linking.end(user),
});
