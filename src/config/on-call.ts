import { z } from 'zod';
import { secret } from '../core/secret.ts';
import { severities } from '../core/settings.ts';
import { listOf, mapping } from './forms.ts';
import {
  calendarAddress,
  date,
  duration,
  handover,
  id,
  shiftLength,
  wholeNumber,
  words,
  workingHours,
} from './values.ts';

/** The parts of baton.yml that say who is on call and how they are paged. */

export const layer = mapping({
  layer: words(50).describe(
    'Its name, such as primary. The first layer in the list is paged first.',
  ),
  people: listOf(id).prefault([]).describe('Who takes turns, in order.'),
  every: shiftLength.prefault('1w').describe('How long a shift lasts.'),
  handover: handover.prefault('mon 09:00').describe("When shifts change, in the team's time zone."),
  since: date
    .optional()
    .describe(
      'The first of the people begins at the first handover on or after this day. Set it when you change the list, so that nobody’s turn moves unasked.',
    ),
  hours: workingHours
    .optional()
    .describe('When this layer has anybody; outside of it the next one is asked. Default: always.'),
  ical: calendarAddress
    .transform(secret)
    .optional()
    .describe('Address of an iCalendar that says who is on call, in place of people.'),
  ack_within: duration
    .prefault('10m')
    .describe('How long a page waits before it goes to the next layer.'),
});

const quietHours = mapping({
  low: workingHours.optional().describe('When pages of low severity wait.'),
  normal: workingHours.optional().describe('When pages of normal severity wait.'),
  critical: workingHours.optional().describe('When pages of critical severity wait.'),
});

export const paging = mapping({
  rounds: wholeNumber(1, 10)
    .prefault(3)
    .describe('How often all layers are called in turn before Baton gives up.'),
  still_on_it: duration
    .prefault('4h')
    .describe('After so long without anything moving, whoever acknowledged is asked again.'),
  quiet_hours: quietHours.prefault({}).describe('When pages wait, by severity.'),
});

export const severity = z
  .enum(severities, { error: `must be one of ${severities.join(', ')}` })
  .prefault('normal')
  .describe('How bad a failure is: quiet hours of a team go by it.');
