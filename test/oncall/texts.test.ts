import { expect, test } from 'vitest';
import { gallery } from '../../src/app/doctor/gallery.ts';
import { offerMessage } from '../../src/oncall/messages/changes.ts';

const now = Date.UTC(2026, 10, 23, 9);
const team = { name: 'Operations', timezone: 'UTC' } as Parameters<typeof offerMessage>[1];

test('what a screen reader says of a shift is what stands there: that it was taken, who is on call', () => {
  const span = { layer: 'primary', from: now, until: now + 1 };
  const offer = {
    id: 1,
    team: 'ops',
    person: 'omar',
    ...span,
    offeredBy: 'U0OMAR',
    offeredAt: now,
  };
  const taken = offerMessage({ ...offer, takenBy: 'U0LEE', takenAt: now }, team, now);
  expect(taken.text).toContain('<@U0LEE> takes the shift of <@U0OMAR>');
  expect(gallery(now)['on call, override']?.text).toMatch(
    / is on call for .* in place of omar\.$/i,
  );
});
