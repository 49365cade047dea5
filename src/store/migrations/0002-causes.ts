import type { Words } from './words.ts';

/** Why runs failed, which incidents are one outage, and how people say that they mended one. */
export function causes({ number, strict }: Words): string[] {
  return [
    `create table findings (
      run_id ${number} not null,
      attempt ${number} not null,
      stream_id ${number} not null,
      job_id ${number} not null,
      repository text not null,
      at ${number} not null,
      category text not null,
      fingerprint text not null,
      body text not null,
      primary key (run_id, attempt)
    ) ${strict}`,
    `create index findings_fingerprint on findings (fingerprint, at)`,
    `create index findings_at on findings (at)`,
    `create table outages (
      channel text not null,
      incident ${number} not null,
      parent ${number} not null,
      joined_at ${number} not null,
      primary key (channel, incident)
    ) ${strict}`,
    `create index outages_parent on outages (parent)`,
    `create index outages_incident on outages (incident)`,
    `alter table incidents add column mended_how text`,
    `alter table incidents add column mended_by text`,
  ];
}
