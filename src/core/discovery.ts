/** The job that finds the repositories to watch. */
export const discoveryName = 'discovery';

type Desk = {
  tx: {
    work: {
      reschedule(work: {
        kind: string;
        key: string;
        payload: unknown;
        dueAt: number;
        now: number;
      }): Promise<void>;
    };
  };
  now: number;
};

/** Has repositories looked for now, and not from the next full hour on. */
export const lookForRepositories = ({ tx, now }: Desk): Promise<void> =>
  tx.work.reschedule({
    ...{ kind: 'job', key: discoveryName, payload: { name: discoveryName } },
    ...{ dueAt: now, now },
  });
