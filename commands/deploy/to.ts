import { z } from 'zod';
import { name } from '../../src/core/args.ts';
import { UserError } from '../../src/core/errors.ts';
import type { Inline } from '../../src/core/inline.ts';
import type { Wanted } from '../../src/core/roles.ts';
import { answerPlan } from '../../src/deploys/answer.ts';
import { extraWords, overrideReason } from '../../src/deploys/messages/mistakes.ts';
import { planDeploy } from '../../src/deploys/plan.ts';
import { type Context, defineSubcommand } from '../define.ts';
import { againAlone, reasonTooLong } from '../messages.ts';
import { deployWords, targetOf } from './target.ts';

const usage = '/deploy <environment> [ref] [on owner/repo]';
const reason = name.max(300, reasonTooLong);

/** What a deploy would change, and the button that begins it. */
export const to = defineSubcommand({
  name: 'to',
  usage,
  summary: 'What that would change, then a button that deploys it',
  examples: ['/deploy production', '/deploy staging release/2.4 on acme/api'],
  allow: 'everyone',
  looks: false,
  positional: ['words[]'],
  args: z.object({
    words: z.array(z.string()).optional(),
    again: z.literal(true, againAlone).optional(),
    override: reason.optional(),
  }),
  async run({ words = [], again = false, override = null }, context) {
    const typed = deployWords(words);
    const [ref, ...more] = typed.rest;
    if (more.length > 0) throw new UserError(...extraWords(more, usage));
    const target = await targetOf(typed, usage, context);
    const { store, now, deploys, user } = context;
    const { role } = target.environment;
    const wanted = { role, command: 'deploy', repository: target.repository.name };
    const refusal = await refusalOf(wanted, context);
    if (override !== null && refusal === null) {
      if (override.trim() === '') throw new UserError(...overrideReason);
      await context.permit({ ...wanted, role: 'admin' });
    }
    const plan = await planDeploy(
      { kind: 'deploy', ...target, ref, again },
      { store, now, deploys },
    );
    return answerPlan(plan, { user, ref, override, refusal }, { now, deploys });
  },
});

/** Everyone may look at what it would change; who may not do it is told why beside it. */
export async function refusalOf(
  wanted: Wanted,
  { permit }: Pick<Context, 'permit'>,
): Promise<readonly Inline[] | null> {
  try {
    await permit(wanted);
    return null;
  } catch (thrown) {
    if (thrown instanceof UserError) return thrown.sentence;
    throw thrown;
  }
}
