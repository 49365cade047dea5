import { z } from 'zod';
import { editions, sections } from '../core/digests.ts';
import { closest } from '../core/suggest.ts';
import { listOf, mapping } from './forms.ts';
import { channel, id, recurring, repositoryGlob, zone } from './values.ts';

/** A scheduled report as baton.yml has it. */
export const digest = mapping({
  channel: channel.describe("Where it is posted, as '#name' or id."),
  at: recurring.describe('When it is due.'),
  timezone: zone.optional().describe('The zone of that time. Default: the timezone above.'),
  repositories: listOf(repositoryGlob)
    .min(1, { error: 'must name at least one repository; leave it out for all' })
    .optional()
    .describe('Globs on owner/repo. Default: those that the channel hears of, or else all.'),
  team: id.optional().describe('The team whose repositories it is about.'),
  sections: listOf(oneOf(sections))
    .min(1, { error: 'must name at least one section; leave it out for all' })
    .optional()
    .describe('What stands in it. Default: all of it.'),
  edition: oneOf(editions)
    .prefault('daily')
    .describe('The weekly edition looks back at targets and at what was mended.'),
});

function oneOf<const Names extends readonly [string, ...string[]]>(names: Names) {
  return z.enum(names, { error: (issue) => oneOfError(names, issue.input) });
}

function oneOfError(names: readonly string[], given: unknown): string {
  const near = typeof given === 'string' ? closest(given, names) : undefined;
  const any = `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
  return `must be ${any}${near === undefined ? '' : `; did you mean ${near}?`}`;
}
