import { z } from 'zod';
import { orderTaken } from '../../src/acts/messages/asked.ts';
import { workflowWanted } from '../../src/acts/messages/mistakes.ts';
import { whichOfThem, whichWorkflow } from '../../src/acts/messages/start.ts';
import { begin, findWorkflow, startWords } from '../../src/acts/start.ts';
import { findRepository, repositoriesOf } from '../../src/builds/scope.ts';
import { name } from '../../src/core/args.ts';
import { UserError } from '../../src/core/errors.ts';
import { type Context, defineSubcommand } from '../define.ts';

const usage = '/ci run <workflow> [on owner/repo] [--ref main] [input=value …]';

/** Slack keeps so many characters behind a button. */
const mostInButton = 2_000;

/** Starts a workflow by hand. */
export const run = defineSubcommand({
  name: 'run',
  usage,
  summary: 'Start a workflow; it asks for its inputs in a form, or takes them as words',
  examples: [
    '/ci run Deploy on acme/api',
    '/ci run Deploy on acme/api --ref release/2.4 environment=staging',
  ],
  allow: 'operator',
  looks: false,
  positional: ['words[]'],
  args: z.object({ words: z.array(z.string()).optional(), ref: name.optional() }),
  async run({ words = [], ref }, context) {
    const { workflow, repository, inputs } = startWords(words);
    if (workflow === '') throw new UserError(...workflowWanted(usage));
    const { workflows, channel, threadTs, request, order, now } = context;
    const [only, ...others] = await findWorkflow(
      workflow,
      await places(repository, context),
      workflows,
    );
    if (only && others.length === 0) {
      const options = { ref, given: inputs, channel: channel.id, threadTs, request };
      const begun = await begin(only, options, workflows);
      return 'form' in begun ? begun : orderTaken(await order(begun.order), now);
    }
    const choices = [only, ...others]
      .flatMap((target) => target ?? [])
      .map((target) => ({
        repository: target.repository.name,
        path: target.workflow.path,
        value: JSON.stringify({
          repository: target.repository.name,
          path: target.workflow.path,
          ref,
          inputs,
        }),
      }));
    if (choices.some(({ value }) => value.length > mostInButton))
      throw new UserError(
        ...whichOfThem(
          workflow,
          choices.map((choice) => choice.repository),
        ),
      );
    return whichWorkflow(workflow, choices);
  },
});

/** The repository that was named, that of the thread's incident, or all that the channel hears of. */
async function places(named: string | undefined, context: Context) {
  const { store, incident, channel, watching } = context;
  if (named !== undefined) return [await findRepository(named, store)];
  const found = incident === undefined ? undefined : await store.incidents.byId(incident);
  const stream = found && (await store.streams.byId(found.streamId));
  if (stream) return [await findRepository(stream.repository, store)];
  return (await repositoriesOf(channel.id, store, watching)).repositories.slice(0, 50);
}
