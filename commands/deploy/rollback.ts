import { z } from 'zod';
import { UserError } from '../../src/core/errors.ts';
import { answerPlan } from '../../src/deploys/answer.ts';
import { extraWords } from '../../src/deploys/messages/mistakes.ts';
import { planDeploy } from '../../src/deploys/plan.ts';
import { defineSubcommand } from '../define.ts';
import { deployWords, targetOf } from './target.ts';
import { refusalOf } from './to.ts';

const usage = '/deploy rollback <environment> [on owner/repo]';

/** Back to the last commit that ran well there. */
export const rollback = defineSubcommand({
  name: 'rollback',
  usage,
  summary: 'Back to the last good commit, after a look at what that takes back',
  examples: ['/deploy rollback production on acme/api'],
  allow: 'everyone',
  looks: false,
  positional: ['words[]'],
  args: z.object({ words: z.array(z.string()).optional() }),
  async run({ words = [] }, context) {
    const typed = deployWords(words);
    if (typed.rest.length > 0) throw new UserError(...extraWords(typed.rest, usage));
    const target = await targetOf(typed, usage, context);
    const { store, now, deploys, user } = context;
    const { role } = target.environment;
    const wanted = { role, command: 'rollback', repository: target.repository.name };
    const refusal = await refusalOf(wanted, context);
    const back = { kind: 'rollback', ...target, ref: undefined, again: false } as const;
    const plan = await planDeploy(back, { store, now, deploys });
    return answerPlan(plan, { user, ref: undefined, override: null, refusal }, { now, deploys });
  },
});
