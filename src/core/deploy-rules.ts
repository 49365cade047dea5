import { DateTime } from 'luxon';
import { matchesGlob, matchesName } from './glob.ts';
import { chosen } from './rules.ts';
import type { DeployRule, EnvironmentRule, Freeze, Weekday, WeekMoment } from './settings.ts';

type Rules = { deploys: readonly DeployRule[] };

/** The rule that a repository falls under. */
export function deployRuleFor(settings: Rules, repository: string): DeployRule | undefined {
  return settings.deploys.find(({ match }) => matchesGlob(match, repository));
}

/** No letter goes on with it: `prod_eu` and `prod2` are, `product` is not. */
const looksLikeProduction = /^(prod|production|live)(?!\p{L})/iu;

/** What people mean where nothing is said: `production`, `prod-eu`, `live2`. */
export const isNamedProduction = (environment: string): boolean =>
  looksLikeProduction.test(environment);

/**
 * What is said of one environment, or what goes without saying: production needs an operator, all else
 * a developer, and neither four eyes nor an order.
 */
export function environmentRule(
  settings: Rules,
  repository: string,
  environment: string,
): EnvironmentRule {
  const rule = deployRuleFor(settings, repository);
  const known = rule?.environments.find(({ name }) => same(name, environment));
  if (known) return known;
  const production = isNamedProduction(environment);
  const role = production ? 'operator' : 'developer';
  return { name: environment, production, role, fourEyes: false, after: null };
}

/**
 * Whether deploying there is deploying to production: what DORA's four measures count. What baton.yml
 * says of the environment decides, else its name ({@link isNamedProduction}).
 */
export function isProduction(settings: Rules, repository: string, environment: string): boolean {
  return environmentRule(settings, repository, environment).production;
}

/** Why nothing may be deployed there now, and until when (ms); null where something may. */
export function frozenAt(
  rule: Pick<DeployRule, 'freezes'> | undefined,
  environment: Pick<EnvironmentRule, 'name' | 'production'>,
  now: number,
): { reason: string; until: number } | null {
  for (const freeze of rule?.freezes ?? []) {
    const { environments } = freeze;
    const meant = environments
      ? chosen(environments, environment.name, matchesName)
      : environment.production;
    const until = meant ? endOf(freeze, now) : null;
    if (until !== null) return { reason: freeze.reason, until };
  }
  return null;
}

/** When the window ends in which `now` lies; null where it lies in none. */
function endOf({ window, zone }: Freeze, now: number): number | null {
  if (window.kind === 'dated') {
    const [from, to] = [window.from, window.to].map((text) =>
      DateTime.fromISO(text, { zone }).toMillis(),
    ) as [number, number];
    return from <= now && now < to ? to : null;
  }
  const local = DateTime.fromMillis(now, { zone });
  const [at, from, to] = [
    minuteOfWeek({
      weekday: local.weekday as Weekday,
      minute: local.hour * 60 + local.minute,
    }),
    minuteOfWeek(window.from),
    minuteOfWeek(window.to),
  ];
  const inside = from < to ? from <= at && at < to : at >= from || at < to;
  if (!inside) return null;
  const days = (window.to.weekday - local.weekday + 7) % 7;
  const time = { hour: Math.floor(window.to.minute / 60), minute: window.to.minute % 60 };
  const end = local.startOf('day').plus({ days }).set(time);
  return (end <= local ? end.plus({ weeks: 1 }) : end).toMillis();
}

const minuteOfWeek = ({ weekday, minute }: WeekMoment): number => (weekday - 1) * 1440 + minute;

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
