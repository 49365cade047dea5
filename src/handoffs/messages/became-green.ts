import type { DoneWhen } from '../../core/handoffs.ts';

/** What completed a handoff by itself, as its outcome. */
export const becameGreen = ({ workflow, branch, repository }: DoneWhen): string =>
  `${workflow} is green on ${branch} in ${repository}`;
