import { list, shortSha } from '../../core/text.ts';
import { named } from './words.ts';

/** What GitHub does not let Baton do, for who asked for it. */

export const decidedBefore = 'Somebody has decided already, or it waits no more.';

/** GitHub would not hear of it now. */
export const tryingAgain = (said: string): string => `${said} I am trying again.`;

/** Between the press and the start somebody pushed. */
export const movedBefore = (ref: string, sha: string): [string, string] => [
  `${named(ref)} has moved to ${shortSha(sha)} since.`,
  'Look at what that changes, and deploy it again.',
];

export const refGone = (ref: string): string => `${named(ref)} is no longer there.`;

export const notAReviewer = (
  environment: string,
  reviewers: readonly string[],
): [string, string] => [
  `GitHub lets the reviewers of ${named(environment)} alone decide (${list(reviewers.slice(0, 6).map(named))}), and it was not asked by one of them.`,
  'Connect your GitHub login with `/ci link`, or decide on GitHub: View run.',
];
