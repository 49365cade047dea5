import type { Words } from './words.ts';

/** What people have done at GitHub, as whom, and an audit that nobody can change. */
export function acts({ number, id, strict, engine }: Words): string[] {
  return [
    `create table acts (
      id ${id},
      key text not null unique,
      request_id text not null,
      kind text not null,
      repository text not null,
      target text not null,
      detail text not null,
      who text not null,
      place text not null,
      login text,
      asked_at ${number} not null,
      state text not null,
      begun_at ${number},
      ended_at ${number},
      tries ${number} not null,
      said text,
      run_id ${number},
      attempt ${number}
    ) ${strict}`,
    `create index acts_run on acts (run_id, id) where run_id is not null`,
    `create index acts_asked on acts (asked_at)`,
    `create table links (
      slack_user text primary key,
      login text not null,
      tokens text not null,
      linked_at ${number} not null
    ) ${strict}`,
    `alter table audit add column repository text`,
    `alter table audit add column as_login text`,
    `alter table audit add column request_id text`,
    `create index audit_repository on audit (repository, at, id)`,
    ...(engine === 'sqlite' ? keptBySqlite : keptByPostgres),
  ];
}

const refusal = 'the audit is append-only';

const keptBySqlite = ['update', 'delete'].map(
  (change) => `create trigger audit_no_${change} before ${change} on audit
    begin select raise(abort, '${refusal}'); end`,
);

const keptByPostgres = [
  `create function audit_append_only() returns trigger language plpgsql as
    $$ begin raise exception '${refusal}'; end $$`,
  `create trigger audit_append_only before update or delete or truncate on audit
    for each statement execute function audit_append_only()`,
];
