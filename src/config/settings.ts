import { githubRates } from '../core/costs.ts';
import type {
  Grant,
  Layer,
  PagingTerms,
  Role,
  Rule,
  Settings,
  Target,
  Team,
} from '../core/settings.ts';
import { deployRuleOf } from './deploys.ts';
import type { BatonFile } from './schema.ts';

type File<Section extends keyof BatonFile> = BatonFile[Section];
type FileTeam = File<'teams'>[string];
type Item<List> = List extends readonly (infer One)[] ? One : never;

/** Says in our words what baton.yml says in its own, and hands defaults down. */
export function settingsOf(file: BatonFile): Settings {
  const grants = (of: Role): Grant[] => file.roles[of].flatMap((given) => grantsOf(given, file));
  return {
    timezone: file.timezone,
    repositories: file.repositories.map((rule) => ruleOf(rule, file.teams)),
    teams: Object.entries(file.teams).map(([id, team]) => teamOf(id, team, file.timezone)),
    people: Object.entries(file.people).map(
      ([id, { slack = null, github = null, email = null }]) => ({
        id,
        slack,
        github,
        email,
      }),
    ),
    roles: {
      developer: grants('developer'),
      operator: grants('operator'),
      admin: grants('admin'),
    },
    digests: file.digests.map(
      ({ timezone = file.timezone, repositories = [], team = null, sections = [], ...plan }) => ({
        ...{ ...plan, timezone, repositories, team, sections },
      }),
    ),
    watches: file.watches,
    targets: file.targets.map(targetOf),
    costs: [
      ...file.costs.map(({ label, per_minute }) => ({ label, perMinute: per_minute })),
      ...githubRates,
    ],
    deploys: file.deploys.map((rule) => deployRuleOf(rule, file.timezone)),
  };
}

function ruleOf(rule: Item<File<'repositories'>>, teams: File<'teams'>): Rule {
  const { match, branches = null, workflows, team = null } = rule;
  const channel = rule.channel ?? teams[team ?? '']?.channel;
  if (channel === undefined) throw new Error(`the rule ${match} has no channel`);
  return {
    match,
    branches,
    workflows,
    channel,
    team,
    alertAfter: rule.alert_after,
    rerunFailedOnce: rule.rerun_failed_once,
    severity: rule.severity,
  };
}

function teamOf(id: string, team: File<'teams'>[string], timezone: string): Team {
  return {
    id,
    name: team.name ?? id,
    channel: team.channel ?? null,
    members: team.members,
    slackGroup: team.slack_group ?? null,
    lead: team.lead ?? null,
    workingHours: team.working_hours ?? [],
    timezone: team.timezone ?? timezone,
    holidays: team.holidays,
    handoffs: {
      acceptWithin: team.handoffs.accept_within,
      finishWithin: team.handoffs.finish_within,
      checklist: team.handoffs.checklist,
    },
    onCall: team.on_call.map(layerOf),
    onCallGroup: team.on_call_group ?? null,
    paging: pagingOf(team.paging),
  };
}

type Given = Item<File<'roles'>[Role]>;

function grantsOf(given: Given, file: BatonFile): Grant[] {
  const {
    who,
    repositories = null,
    commands = null,
  } = typeof given === 'string' ? { who: given } : given;
  return [who].flat().map((id) => ({ kind: kindOf(id, file), id, repositories, commands }));
}

function kindOf(name: string, { teams, people }: BatonFile): Grant['kind'] {
  if (name === 'everyone') return 'everyone';
  if (Object.hasOwn(teams, name)) return 'team';
  return Object.hasOwn(people, name) ? 'person' : 'group';
}

function layerOf({ layer, people, every, handover, ...given }: Item<FileTeam['on_call']>): Layer {
  const { since = null, hours = [], ical: calendar = null, ack_within: ackWithin } = given;
  return { layer, people, every, handover, since, hours, calendar, ackWithin };
}

function pagingOf({
  rounds,
  still_on_it: stillOnIt,
  quiet_hours,
}: FileTeam['paging']): PagingTerms {
  const { low = [], normal = [], critical = [] } = quiet_hours;
  return { rounds, stillOnIt, quietHours: { low, normal, critical } };
}

function targetOf({ match, pass_rate, time_to_green }: Item<File<'targets'>>): Target {
  return { match, passRate: pass_rate ?? null, timeToGreen: time_to_green ?? null };
}
