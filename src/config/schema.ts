import { z } from 'zod';
import { type Guarded, guarded } from '../core/roles.ts';
import { deployRule } from './deploys.ts';
import { digest } from './digests.ts';
import { listOf, mapping, named } from './forms.ts';
import { layer, paging, severity } from './on-call.ts';
import {
  channel,
  date,
  dollars,
  duration,
  email,
  flag,
  githubLogin,
  glob,
  id,
  percent,
  repository,
  repositoryChoice,
  repositoryGlob,
  slackGroup,
  slackUser,
  wholeNumber,
  words,
  workingHours,
  zone,
} from './values.ts';

const commandNames = Object.keys(guarded) as Guarded[];

/** baton.yml as it is written; its JSON Schema (`npm run schema`) serves editors. */

const rule = mapping({
  match: repositoryGlob.describe(
    'Glob on owner/repo. The first rule that matches a repository is its rule.',
  ),
  branches: listOf(glob)
    .min(1, { error: 'must name at least one branch' })
    .optional()
    .describe("Globs on branches; ! excludes. Default: the repository's default branch."),
  workflows: listOf(glob).prefault(['*']).describe('Globs on workflow names; ! excludes.'),
  channel: channel
    .optional()
    .describe("Where it is announced, as '#name' or id. Default: the channel of the team."),
  team: id.optional().describe('The team that owns it.'),
  alert_after: wholeNumber(1, 100)
    .prefault(1)
    .describe('Red runs in a row before an incident is announced.'),
  rerun_failed_once: flag
    .prefault(false)
    .describe('Whether a failure that looks flaky is rerun once before anyone is told.'),
  severity,
});

const handoffs = mapping({
  accept_within: duration
    .prefault('30m')
    .describe('Working time in which somebody accepts the work.'),
  finish_within: duration.prefault('1d').describe('Working time in which the work is done.'),
  checklist: listOf(words(200))
    .prefault([])
    .describe('What must be ticked before work is handed to this team.'),
});

const team = mapping({
  name: words(80).optional().describe('What people call it.'),
  channel: channel.optional().describe("Its channel, as '#name' or id."),
  members: listOf(id).prefault([]).describe('Who belongs to it, by their names under people.'),
  slack_group: slackGroup.optional().describe('Slack user group whose members belong to it too.'),
  lead: id.optional().describe('Who leads it.'),
  working_hours: workingHours.optional().describe('When it works. Default: always.'),
  timezone: zone.optional().describe('Where it works. Default: the timezone above.'),
  holidays: listOf(date).prefault([]).describe('Days on which it does not work.'),
  handoffs: handoffs.prefault({}).describe('What it promises for work that is handed to it.'),
  on_call: listOf(layer).prefault([]).describe('Who is on call, layer by layer.'),
  on_call_group: slackGroup
    .optional()
    .describe('Slack user group that Baton keeps equal to whoever is on call.'),
  paging: paging.prefault({}).describe('How it is paged.'),
});

const person = mapping({
  slack: slackUser.optional().describe('Slack user id.'),
  github: githubLogin.optional().describe('GitHub login.'),
  email: email.optional().describe('E-mail address, by which Slack finds those without an id.'),
});

const grantee = z.string({
  error: 'must be a team, a person, the id of a Slack user group, or everyone',
});

const limitedGrant = mapping({
  who: z
    .union([grantee, z.array(grantee)], { error: 'must be a team, a person, a group, or a list' })
    .describe('A team, a person, a Slack user group, everyone, or a list of them.'),
  repositories: listOf(repositoryChoice)
    .min(1, { error: 'must name at least one repository' })
    .optional()
    .describe('Globs on owner/repo for which the role counts; ! excludes. Default: all.'),
  commands: listOf(z.enum(commandNames, { error: `must be one of ${commandNames.join(', ')}` }))
    .min(1, { error: 'must name at least one command' })
    .optional()
    .describe('Commands for which the role counts, by name. Default: all.'),
});

const grants = listOf(
  z.union([grantee, limitedGrant], {
    error:
      'must be a team, a person, a Slack user group, everyone, or { who, repositories, commands }',
  }),
).prefault([]);

const roles = mapping({
  developer: grants.describe('Who may rerun, cancel, and deploy to what customers do not see.'),
  operator: grants.describe(
    'Who may run workflows, deploy to production, approve, lock, read the audit and change the shifts of other teams too.',
  ),
  admin: grants.describe('Who may do everything, also deploy in spite of a lock or a freeze.'),
});

const watch = mapping({
  repository: repository.describe('owner/repo.'),
  workflow: words(200).describe('Name of the workflow.'),
  every: duration.describe('The longest time between two successes.'),
});

const target = mapping({
  match: repositoryGlob.describe('Glob on owner/repo.'),
  pass_rate: percent.optional().describe('Share of runs that should pass.'),
  time_to_green: duration.optional().describe('How long a red stretch should last at most.'),
});

const cost = mapping({
  label: glob.describe('Glob on the labels that a job asks for, such as linux-8-core.'),
  per_minute: dollars.describe('US dollars; 0 for a runner of your own that costs nothing.'),
});

export const batonFile = mapping({
  timezone: zone.prefault('UTC').describe('Default of every zone below.'),
  repositories: listOf(rule)
    .min(1, { error: 'must name at least one repository' })
    .describe('What is watched. First match wins; what nothing matches is not watched.'),
  teams: named(team).prefault({}).describe('Teams, by name.'),
  people: named(person).prefault({}).describe('People, by name.'),
  roles: roles
    .prefault({})
    .describe(
      'Who may act: teams, people, Slack user groups. Each role includes those before it. Everyone may look.',
    ),
  digests: listOf(digest).prefault([]).describe('Scheduled reports.'),
  watches: listOf(watch)
    .prefault([])
    .describe('Workflows that must succeed at least every so often.'),
  targets: listOf(target)
    .prefault([])
    .describe('What good looks like; the digest measures against it.'),
  costs: listOf(cost)
    .prefault([])
    .describe(
      'What a minute on a runner costs. First match wins; else what GitHub asks for its own runners.',
    ),
  deploys: listOf(deployRule)
    .prefault([])
    .describe('How repositories are deployed. First match wins.'),
});

/** baton.yml once zod has read it: defaults filled in, time spans in milliseconds, keys as in the file. */
export type BatonFile = z.output<typeof batonFile>;

/** The JSON Schema of the file as it is written, for editors and for telling which keys there are. */
export const jsonSchema = () => z.toJSONSchema(batonFile, { io: 'input' });

/** The text of baton.schema.json. */
export function schemaText(): string {
  const { $schema, ...rest } = jsonSchema();
  const schema = {
    $schema,
    title: 'baton.yml',
    description: 'What Baton watches, whom it tells, who may act.',
    ...rest,
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}
