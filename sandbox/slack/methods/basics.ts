import { validateBlocks, validateView } from '../blocks/validate.ts';
import { isObject, type Problem } from '../blocks/walk.ts';
import type { Json } from '../wire.ts';
import { SlackError } from '../world/errors.ts';
import { nextId } from '../world/world.ts';
import { type Args, json, optional } from './args.ts';
import type { Context, Methods } from './method.ts';

function authTest({ world }: Context): Json {
  const { app, team } = world;
  return {
    url: `https://${team.domain}.slack.com/`,
    team: team.name,
    user: app.botName,
    team_id: team.id,
    user_id: app.user,
    bot_id: app.botId,
    is_enterprise_install: false,
  };
}

function teamInfo({ world }: Context): Json {
  const { id, name, domain } = world.team;
  return {
    team: { id, name, domain, url: `https://${domain}.slack.com/`, email_domain: '', icon: {} },
  };
}

function botsInfo({ world }: Context, args: Args): Json {
  const { app } = world;
  if (optional(args, 'bot') !== app.botId) throw new SlackError('bot_not_found');
  return {
    bot: {
      id: app.botId,
      deleted: false,
      name: app.name,
      updated: 0,
      app_id: app.id,
      user_id: app.user,
      icons: {},
    },
  };
}

/** A URL that opens one Socket Mode connection, once. */
function openConnection({ world }: Context): Json {
  const ticket = nextId(world, 'w');
  world.tickets.add(ticket);
  return {
    url: `${world.url.replace(/^http/, 'ws')}/link/?ticket=${ticket}&app_id=${world.app.id}`,
  };
}

/** Exactly one of blocks, message and view; faults come in `errors`, pointers from its root. */
function validate({ world }: Context, args: Args): Json {
  const kinds = ['blocks', 'message', 'view'].filter((kind) => args[kind] !== undefined);
  const [kind] = kinds;
  if (kind === undefined || kinds.length > 1) throw new SlackError('invalid_arguments');
  const value = json(args, kind, 'invalid_json');
  const problems = problemsOf(kind, value, world.refuseCharts);
  if (problems.length === 0) return {};
  const errors = problems.map(({ at, problem }) => ({
    pointer: at,
    code: 'failed_constraint',
    message: problem,
  }));
  throw new SlackError(`invalid_${kind}`, { errors });
}

function problemsOf(kind: string, value: unknown, refuseCharts: boolean): Problem[] {
  if (kind === 'view') return validateView(value, '');
  const at = kind === 'message' ? '/blocks' : '';
  const blocks = kind === 'message' && isObject(value) ? (value['blocks'] ?? []) : value;
  return validateBlocks(blocks, { surface: 'message', at, refuseCharts });
}

export const basics: Methods = {
  'auth.test': { tier: 'special', scopes: [], run: authTest },
  'team.info': { tier: 3, scopes: ['team:read'], run: teamInfo },
  'bots.info': { tier: 3, scopes: ['users:read'], run: botsInfo },
  'apps.connections.open': { tier: 1, scopes: [], token: 'app', run: openConnection },
  'blocks.validate': { tier: 'special', scopes: [], run: validate },
};
