import type { Words } from './words.ts';

/** Once released, a migration stays as it is; what comes later goes into a file of its own. */
export function first(words: Words): string[] {
  return [...queues(words), ...builds(words), ...changes(words), ...people(words)];
}

/** Partial indexes hold what waits and nothing else, so that a claim stays quick in a long history. */
function queues({ number, id, strict }: Words): string[] {
  return [
    `create table deliveries (
      id text primary key,
      event text not null,
      body text not null,
      received_at ${number} not null,
      state text not null,
      claim_at ${number} not null,
      attempts ${number} not null,
      error text,
      reason text
    ) ${strict}`,
    `create index deliveries_waiting on deliveries (claim_at, id) where state = 'waiting'`,
    `create index deliveries_dead on deliveries (received_at) where state = 'dead'`,
    `create index deliveries_received on deliveries (received_at)`,
    `create table work (
      id ${id},
      kind text not null,
      key text not null,
      payload text not null,
      due_at ${number} not null,
      state text not null,
      claim_at ${number} not null,
      attempts ${number} not null,
      error text,
      ended_at ${number},
      unique (kind, key)
    ) ${strict}`,
    `create index work_waiting on work (claim_at, id) where state = 'waiting'`,
    `create index work_dead on work (due_at) where state = 'dead'`,
    `create index work_done on work (ended_at) where state = 'done'`,
    `create table posts (
      id ${id},
      key text not null unique,
      kind text not null,
      subject text not null,
      channel text not null,
      thread_of text,
      thread_ts text,
      channel_id text,
      ts text,
      version ${number} not null,
      shown_version ${number} not null,
      hash text,
      changed_at ${number} not null,
      sending_since ${number},
      lease_until ${number},
      state text not null,
      claim_at ${number} not null,
      attempts ${number} not null,
      error text
    ) ${strict}`,
    `create index posts_waiting on posts (claim_at) where state = 'waiting'`,
    `create index posts_dead on posts (changed_at) where state = 'dead'`,
    `create index posts_leased on posts (lease_until) where lease_until is not null`,
    `create index posts_subject on posts (subject, kind)`,
    `create index posts_message on posts (ts, channel_id)`,
    `create index posts_changed on posts (changed_at)`,
    `create table turns (lane text primary key, arrival_at ${number} not null) ${strict}`,
  ];
}

/** Jobs point to no run by a foreign key: they may be reported first. */
function builds({ number, id, strict }: Words): string[] {
  return [
    `create table repositories (
      key text primary key,
      name text not null,
      default_branch text,
      url text not null
    ) ${strict}`,
    `create table streams (
      id ${id},
      repository text not null,
      workflow_id ${number} not null,
      workflow text not null,
      branch text not null,
      lane text not null,
      health text not null,
      health_at ${number},
      last_run_at ${number} not null,
      unique (repository, workflow_id, branch, lane)
    ) ${strict}`,
    `create index streams_listed on streams (lane, repository, workflow, branch)`,
    `create index streams_last_run on streams (last_run_at)`,
    `create table runs (
      id ${number} primary key,
      stream_id ${number} not null references streams (id),
      repository text not null,
      workflow_id ${number} not null,
      workflow text not null,
      number ${number} not null,
      attempt ${number} not null,
      branch text,
      sha text not null,
      event text not null,
      title text not null,
      actor text,
      triggered_by text,
      pull_request ${number},
      progress text not null,
      outcome text,
      created_at ${number} not null,
      started_at ${number} not null,
      updated_at ${number} not null,
      url text not null
    ) ${strict}`,
    `create index runs_created on runs (created_at, id)`,
    `create index runs_repository on runs (repository, created_at, id)`,
    `create index runs_branch on runs (repository, branch, created_at, id)`,
    `create index runs_workflow on runs (repository, workflow, created_at, id)`,
    `create index runs_workflow_id on runs (workflow_id, created_at, id)`,
    `create index runs_number on runs (repository, number, created_at, id)`,
    `create index runs_stream on runs (stream_id, number)`,
    `create index runs_red on runs (repository, created_at, id)
      where outcome in ('failure', 'timed_out', 'startup_failure')`,
    `create index runs_unfinished on runs (repository, created_at) where progress <> 'completed'`,
    `create table attempts (
      run_id ${number} not null references runs (id) on delete cascade,
      attempt ${number} not null,
      progress text not null,
      outcome text,
      triggered_by text,
      started_at ${number} not null,
      updated_at ${number} not null,
      primary key (run_id, attempt)
    ) ${strict}`,
    `create table jobs (
      id ${number} primary key,
      run_id ${number} not null,
      attempt ${number} not null,
      repository text not null,
      name text not null,
      progress text not null,
      outcome text,
      created_at ${number},
      started_at ${number},
      completed_at ${number},
      runner text,
      labels text not null,
      steps text not null,
      url text not null
    ) ${strict}`,
    `create index jobs_run on jobs (run_id, attempt)`,
    `create index jobs_completed on jobs (completed_at, id)`,
    `create table annotations (job_id ${number} primary key, count ${number} not null) ${strict}`,
    `create table incidents (
      id ${id},
      stream_id ${number} not null references streams (id),
      state text not null,
      first_red_run ${number} not null,
      last_red_run ${number} not null,
      red_runs ${number} not null,
      red_since ${number} not null,
      last_green_run ${number},
      opened_at ${number} not null,
      announced_at ${number},
      acknowledged_by text,
      acknowledged_at ${number},
      snoozed_until ${number},
      snoozed_by text,
      resolved_at ${number},
      resolved_by_run ${number},
      resolution text
    ) ${strict}`,
    `create unique index incidents_open on incidents (stream_id) where state <> 'resolved'`,
    `create index incidents_state on incidents (state, opened_at, id)`,
    `create index incidents_stream on incidents (stream_id)`,
    `create index incidents_resolved on incidents (resolved_at)`,
  ];
}

function changes({ number, strict }: Words): string[] {
  return [
    `create table commits (
      repository text not null,
      sha text not null,
      branch text,
      message text not null,
      author_name text not null,
      author_email text,
      author_login text,
      at ${number} not null,
      files text,
      primary key (repository, sha)
    ) ${strict}`,
    `create index commits_at on commits (at)`,
    `create table pull_requests (
      repository text not null,
      number ${number} not null,
      title text not null,
      author text,
      branch text not null,
      base text not null,
      sha text not null,
      state text not null,
      merge_sha text,
      url text not null,
      updated_at ${number} not null,
      primary key (repository, number)
    ) ${strict}`,
    `create index pull_requests_updated on pull_requests (updated_at)`,
    `create table deployments (
      id ${number} primary key,
      repository text not null,
      environment text not null,
      sha text not null,
      ref text not null,
      creator text,
      state text,
      url text,
      created_at ${number} not null,
      updated_at ${number} not null
    ) ${strict}`,
    `create index deployments_created on deployments (repository, created_at, id)`,
    `create index deployments_updated on deployments (updated_at)`,
  ];
}

function people({ number, id, strict }: Words): string[] {
  return [
    `create table subscriptions (
      id ${id},
      channel text not null,
      repository text not null,
      branch text not null,
      workflow text not null,
      wants text not null,
      created_by text not null,
      created_at ${number} not null,
      unique (channel, repository, branch, workflow)
    ) ${strict}`,
    `create table mutes (
      id ${id},
      channel text not null,
      repository text not null,
      workflow text not null,
      until ${number} not null,
      created_by text not null,
      created_at ${number} not null,
      unique (channel, repository, workflow)
    ) ${strict}`,
    `create index mutes_until on mutes (until)`,
    `create table memory (
      space text not null,
      key text not null,
      value text not null,
      updated_at ${number} not null,
      primary key (space, key)
    ) ${strict}`,
    `create table audit (
      id ${id},
      at ${number} not null,
      who text not null,
      what text not null,
      target text not null,
      place text not null,
      result text not null
    ) ${strict}`,
    `create index audit_at on audit (at, id)`,
    `create index audit_who on audit (who, at, id)`,
  ];
}
