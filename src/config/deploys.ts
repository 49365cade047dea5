import { z } from 'zod';
import { isNamedProduction } from '../core/deploy-rules.ts';
import type { DeployRule, EnvironmentRule, Freeze } from '../core/settings.ts';
import { listOf, mapping } from './forms.ts';
import { channel, flag, freezeWindow, glob, repositoryGlob, words, zone } from './values.ts';

/** The part of baton.yml about deploys: its form, and what it says in our words. */

const roles = ['everyone', 'developer', 'operator', 'admin'] as const;

const environment = mapping({
  name: words(255).describe('As GitHub calls it.'),
  production: flag
    .optional()
    .describe(
      'Whether customers see it. Default: its name begins with production, prod or live, or it is the last.',
    ),
  role: z
    .enum(roles, { error: `must be one of ${roles.join(', ')}` })
    .optional()
    .describe('Who may deploy to it. Default: operator for production, else developer.'),
  four_eyes: flag
    .prefault(false)
    .describe('Whether somebody else must approve than who started the deploy.'),
});

const freeze = mapping({
  when: freezeWindow.describe(
    'Each week, as fri 16:00-mon 08:00, or once, as 2026-12-20..2027-01-02.',
  ),
  reason: words(200).describe('Told to whoever wants to deploy meanwhile.'),
  environments: listOf(glob)
    .optional()
    .describe('Globs on environments; ! excludes. Default: production.'),
  timezone: zone.optional().describe('The zone of these times. Default: the timezone above.'),
});

const inputs = mapping({
  environment: words(100)
    .optional()
    .describe('The input that takes the environment. Default: the one of type environment.'),
  ref: words(100)
    .optional()
    .describe(
      'The input that takes the commit to deploy. Default: the workflow runs on the ref itself.',
    ),
});

const noWorkflow = 'must be the name or file of a workflow, or false where something else deploys';

export const deployRule = mapping({
  match: repositoryGlob.describe('Glob on owner/repo. The first that matches is the rule.'),
  channel: channel
    .optional()
    .describe("Where deploys are told. Default: the channel of the repository's builds."),
  workflow: z
    .union([words(200), z.literal(false, { error: noWorkflow })], { error: noWorkflow })
    .optional()
    .describe('The workflow that deploys. Default: the one with an input of type environment.'),
  inputs: inputs.prefault({}).describe('Names of its inputs.'),
  environments: listOf(environment)
    .prefault([])
    .describe('In the order in which a commit goes through them. Default: those that GitHub has.'),
  in_order: flag.prefault(true).describe('Whether a commit must run on each before the next.'),
  freezes: listOf(freeze).prefault([]).describe('When nothing is deployed.'),
});

type Written = z.output<typeof deployRule>;

/** Says in our words what a rule says in its own. */
export function deployRuleOf(written: Written, timezone: string): DeployRule {
  const { match, channel: where = null, workflow = null, inputs: named } = written;
  return {
    match,
    channel: where,
    workflow,
    inputs: { environment: named.environment ?? null, ref: named.ref ?? null },
    environments: written.environments.map((_, index) => environmentOf(written, index)),
    freezes: written.freezes.map((each): Freeze => {
      const { when: window, reason, environments = null } = each;
      return { window, reason, environments, zone: each.timezone ?? timezone };
    }),
  };
}

function environmentOf({ environments, in_order }: Written, index: number): EnvironmentRule {
  const one = environments[index];
  if (!one) throw new Error(`there is no environment ${index}`);
  const named = environments.some(({ name }) => isNamedProduction(name));
  const last = !named && index === environments.length - 1;
  const production = one.production ?? (isNamedProduction(one.name) || last);
  return {
    name: one.name,
    production,
    role: one.role ?? (production ? 'operator' : 'developer'),
    fourEyes: one.four_eyes,
    after: in_order ? (environments[index - 1]?.name ?? null) : null,
  };
}
