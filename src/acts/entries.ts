import type { AuditEntry } from '../store/types/index.ts';

/** Which entries of the audit are meant. */
export type AuditFilter = {
  who: string | undefined;
  repository: string | undefined;
  since: number | undefined;
};

export type Entry = Required<AuditEntry> & { id: number };
