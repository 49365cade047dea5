/** What kept an act from being done, in the words of the person who reads it. */

/** Something that is ours to mend. */
export const brokeOff = (reference: string): string =>
  `That went wrong on my side. Whoever runs me finds it in the log as ${reference.slice(0, 8)}.`;

/** Somebody, or GitHub itself, has rerun it since the person looked. */
export const rerunMeanwhile = (attempt: number): string =>
  `It was rerun meanwhile: attempt ${attempt} is there.`;

export const endedBefore = 'It had ended before.';

export const runGone = 'GitHub no longer has this run.';
