import { list } from '../../core/text.ts';
import { named } from './words.ts';

/** What GitHub does not let Baton do, for who asked for it. */

export const decidedBefore = 'Somebody has decided already, or it waits no more.';

/** GitHub would not hear of it now. */
export const tryingAgain = (said: string): string => `${said} I am trying again.`;

export const notAReviewer = (
  environment: string,
  reviewers: readonly string[],
): [string, string] => [
  `GitHub lets the reviewers of ${named(environment)} alone decide (${list(reviewers.slice(0, 6).map(named))}), and it was not asked by one of them.`,
  'Connect your GitHub login with `/ci link`, or decide on GitHub: View run.',
];
