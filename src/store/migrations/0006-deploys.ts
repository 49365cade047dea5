import type { Words } from './words.ts';

/** How deployments ended, and deploys, environments and locks. */
export function deploys({ number, id, strict }: Words): string[] {
  return [
    `alter table deployments add column run_id ${number}`,
    `alter table deployments add column result text`,
    `alter table deployments add column ended_at ${number}`,
    `update deployments set result = 'success', ended_at = updated_at where state = 'success'`,
    `update deployments set result = 'failure', ended_at = updated_at where state in ('failure', 'error')`,
    `create index deployments_result on deployments (repository, environment, result, ended_at)`,
    `create index deployments_ended on deployments (ended_at) where ended_at is not null`,
    `create index deployments_run on deployments (run_id, created_at, id)`,
    `create index deployments_all on deployments (created_at, id)`,
    `create index runs_sha on runs (repository, sha, created_at, id)`,
    `create table environments (
      repository text not null,
      name text not null,
      github_id ${number},
      updated_at ${number} not null,
      primary key (repository, name)
    ) ${strict}`,
    `create table deploys (
      id ${id},
      repository text not null,
      environment text not null,
      kind text not null,
      ref text not null,
      sha text not null,
      from_sha text,
      started_by text,
      started_login text,
      channel text not null,
      state text not null,
      act_id ${number},
      run_id ${number},
      run_url text,
      environment_id ${number},
      asked_at ${number} not null,
      waiting_at ${number},
      ended_at ${number},
      decided_by text,
      decided_login text,
      decided_at ${number},
      comment text,
      error text,
      changes text not null
    ) ${strict}`,
    `create index deploys_asked on deploys (asked_at, id)`,
    `create index deploys_environment on deploys (repository, environment, asked_at, id)`,
    `create index deploys_run on deploys (run_id)`,
    `create unique index deploys_act on deploys (act_id) where act_id is not null`,
    `create table locks (
      id ${id},
      repository text not null,
      environment text not null,
      reason text not null,
      until ${number},
      locked_by text not null,
      locked_at ${number} not null,
      channel text not null,
      lifted_by text,
      lifted_at ${number}
    ) ${strict}`,
    `create unique index locks_held on locks (repository, environment) where lifted_at is null`,
  ];
}
