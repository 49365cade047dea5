import { formatDuration } from '../../core/duration.ts';

/** What kept an act from being done, in the words of the person who reads it. */

/** Something that is ours to mend. */
export const brokeOff = (reference: string): string =>
  `That went wrong on my side. Whoever runs me finds it in the log as ${reference.slice(0, 8)}.`;

/** Somebody, or GitHub itself, has rerun it since the person looked. */
export const rerunMeanwhile = (attempt: number): string =>
  `It was rerun meanwhile: attempt ${attempt} is there.`;

export const endedBefore = 'It had ended before.';

/** GitHub's answer where something is not there, or not for whoever asks; `as`: null is Baton itself. */
export const notShown = (as: string | null): string =>
  `It is no longer there, or GitHub does not show it to ${as ?? 'me'}.`;

/** They took it back there, or it was made invalid. */
export const linkRefused =
  'GitHub does not accept your link to GitHub any more. Type /ci unlink, then /ci link.';

export const limitedUntil = (at: number): string =>
  `GitHub’s rate limit is used up until ${new Date(at).toISOString().slice(11, 16)} UTC.`;

/** Baton was away, or GitHub was; `ago`: ms since it was asked for. */
export const tooLate = (ago: number): string =>
  `I could begin it only ${formatDuration(ago)} after you asked, which may be too late.`;

export const notTaken = 'GitHub did not take it.';

/** It is looked up again and again until it is known. */
export const keepLooking = (said: string | null): string =>
  said === null ? 'I am looking.' : `${said} I am looking.`;

export const runGone = 'GitHub no longer has this run.';
