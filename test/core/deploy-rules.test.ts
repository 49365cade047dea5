import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseFreeze } from '../../src/config/freezes.ts';
import { environmentRule, frozenAt, isProduction } from '../../src/core/deploy-rules.ts';
import type { Freeze, WeekMoment } from '../../src/core/settings.ts';

const production = { name: 'production', production: true };

function until(when: string, at: string, freeze: Partial<Freeze> = {}): string | null {
  const window = parseFreeze(when);
  if (!window) throw new Error(`${when} is no freeze`);
  const whole = {
    window,
    zone: 'Europe/Berlin',
    reason: 'Holidays',
    environments: null,
    ...freeze,
  };
  const found = frozenAt({ freezes: [whole] }, production, Date.parse(at));
  return found && new Date(found.until).toISOString();
}

test.each([
  ['fri 16:00-mon 08:00', '2026-11-27T14:59:59Z', null],
  ['fri 16:00-mon 08:00', '2026-11-27T15:00:00Z', '2026-11-30T07:00:00.000Z'],
  ['fri 16:00-mon 08:00', '2026-11-29T12:00:00Z', '2026-11-30T07:00:00.000Z'],
  ['fri 16:00-mon 08:00', '2026-11-30T07:00:00Z', null],
  ['mon 22:00-mon 23:00', '2026-11-23T21:30:00Z', '2026-11-23T22:00:00.000Z'],
  ['mon 22:00-mon 21:00', '2026-11-23T21:30:00Z', '2026-11-30T20:00:00.000Z'],
  // Summer time ends in the night to Sunday: the hour on the wall counts.
  ['fri 16:00-mon 08:00', '2026-10-23T14:30:00Z', '2026-10-26T07:00:00.000Z'],
  ['2026-12-20..2027-01-02', '2026-12-19T22:59:59Z', null],
  ['2026-12-20..2027-01-02', '2026-12-19T23:00:00Z', '2027-01-02T23:00:00.000Z'],
  ['2026-12-20..2027-01-02', '2027-01-02T23:00:00Z', null],
  ['2026-12-20 18:00..2026-12-21 06:00', '2026-12-20T17:00:00Z', '2026-12-21T05:00:00.000Z'],
])('%s at %s is frozen until %s', (when, at, end) => {
  expect(until(when, at)).toBe(end);
});

test('a freeze is about production, or about the environments that it names', () => {
  const at = '2026-12-24T12:00:00Z';
  expect(until('2026-12-20..2027-01-02', at, { environments: ['staging*'] })).toBeNull();
  expect(until('2026-12-20..2027-01-02', at, { environments: ['prod*'] })).not.toBeNull();
  expect(until('2026-12-20..2027-01-02', at, { environments: ['!dev'] })).not.toBeNull();
  expect(until('2026-12-20..2027-01-02', at, { environments: ['*', '!prod*'] })).toBeNull();
});

test('a freeze of all environments is one of those with a slash in their names too', () => {
  const window = { kind: 'dated', from: '2026-12-20T00:00', to: '2027-01-02T00:00' } as const;
  const freezes = [{ window, zone: 'UTC', reason: 'Holidays', environments: ['*'] }];
  const at = Date.parse('2026-12-24T12:00:00Z');
  expect(frozenAt({ freezes }, { name: 'eu/web', production: false }, at)).not.toBeNull();
});

test.each([
  '',
  'fri-mon',
  'fri 16:00',
  'fri 16:00-fri 16:00',
  '2026-12-20',
  '2027-01-02..2026-12-20',
  '2026-02-30..2026-03-01',
  '16:00-08:00',
])('%s is no freeze', (text) => expect(parseFreeze(text)).toBeUndefined());

test('what baton.yml says of an environment counts, else its name', () => {
  const live = {
    name: 'eu',
    production: true,
    role: 'admin',
    fourEyes: true,
    after: 'dev',
  } as const;
  const deploys = [
    {
      ...{ match: 'acme/api', channel: null, workflow: null, freezes: [], environments: [live] },
      inputs: { environment: null, ref: null },
    },
  ];
  expect(environmentRule({ deploys }, 'acme/api', 'EU')).toBe(live);
  expect(isProduction({ deploys }, 'acme/api', 'eu')).toBe(true);
  expect(isProduction({ deploys }, 'acme/web', 'eu')).toBe(false);
  expect(environmentRule({ deploys }, 'acme/web', 'prod-eu')).toMatchObject({
    ...{ production: true, role: 'operator', fourEyes: false, after: null },
  });
  expect(environmentRule({ deploys }, 'acme/web', 'preview')).toMatchObject({ role: 'developer' });
});

test.each([
  ...(['production', 'PROD', 'prod-eu', 'prod_eu', 'prod1', 'production/eu', 'live2'] as const).map(
    (name) => [name, true] as const,
  ),
  ...(['product', 'prodigy', 'liveblog', 'delivery', 'preprod'] as const).map(
    (name) => [name, false] as const,
  ),
])('an environment called %s is production where nothing is said: %s', (name, expected) => {
  expect(isProduction({ deploys: [] }, 'acme/api', name)).toBe(expected);
});

test('a freeze each week lasts until its end and no longer, whatever it is', () => {
  const moment = fc.record({
    weekday: fc.integer({ min: 1, max: 7 }),
    minute: fc.integer({ min: 0, max: 1439 }),
  }) as fc.Arbitrary<WeekMoment>;
  const day = 86_400_000;
  const times = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) });
  fc.assert(
    fc.property(moment, moment, times, (from, to, now) => {
      fc.pre(from.weekday !== to.weekday || from.minute !== to.minute);
      const window = { kind: 'weekly', from, to } as const;
      const freezes = [{ window, zone: 'UTC', reason: 'Night', environments: null }];
      const at = (time: number) => frozenAt({ freezes }, production, time)?.until ?? null;
      const end = at(now);
      if (end === null) return;
      expect(end - now).toBeGreaterThan(0);
      expect(end - now).toBeLessThanOrEqual(7 * day);
      expect(at(end - 1)).toBe(end);
      expect(at(end)).toBeNull();
    }),
  );
});
