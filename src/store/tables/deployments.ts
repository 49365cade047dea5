import { type Selectable, type SelectQueryBuilder, sql } from 'kysely';
import { type Deployment, resultOf } from '../../core/deploys.ts';
import type { DeploymentFact } from '../../core/facts.ts';
import { atomically, forUpdate } from '../engine/dialect.ts';
import type { Database, Db } from '../schema.ts';
import type { Deployments } from '../types/index.ts';
import { differences } from './merge.ts';
import { repositories } from './repositories.ts';
import { inSteps } from './steps.ts';

export function deployments(db: Db): Deployments {
  return {
    note: (fact) => atomically(db, (tx) => note(tx, fact)),
    byId: (id) => rows(db).where('deployments.id', '=', id).executeTakeFirst(),

    list({ repository, environment, result, since, until, limit }) {
      let found = rows(db);
      if (repository !== undefined) found = found.where('deployments.repository', '=', repository);
      if (environment !== undefined) {
        found = found.where('deployments.environment', '=', environment);
      }
      if (result) found = found.where('result', '=', result);
      if (since !== undefined) found = found.where('deployments.endedAt', '>=', since);
      if (until !== undefined) found = found.where('deployments.endedAt', '<', until);
      return newest(found).limit(limit).execute();
    },

    inFlight({ repository, since, limit }) {
      let found = rows(db)
        .where('deployments.endedAt', 'is', null)
        .where('deployments.createdAt', '>=', since)
        .where((eb) =>
          eb.or([eb('deployments.state', 'is', null), eb('deployments.state', '<>', 'inactive')]),
        );
      if (repository !== undefined) found = found.where('deployments.repository', '=', repository);
      return newest(found).limit(limit).execute();
    },

    async running(repository) {
      const environments = await db
        .selectFrom('deployments')
        .select('environment')
        .distinct()
        .where('repository', '=', repository)
        .orderBy('environment')
        .execute();
      const found: Deployment[] = [];
      for (const { environment } of environments) {
        const last = await rows(db)
          .where('deployments.repository', '=', repository)
          .where('deployments.environment', '=', environment)
          .where('result', '=', 'success')
          .orderBy('deployments.endedAt', 'desc')
          .orderBy('deployments.id', 'desc')
          .limit(1)
          .executeTakeFirst();
        if (last) found.push(last);
      }
      return found;
    },

    ofRun: (runId) => newest(rows(db).where('deployments.runId', '=', runId)).execute(),
    purge: (before) => inSteps((limit) => purge(db, before, limit)),
  };
}

/** With what a deploy of Baton's says: who started it, and the commit that it handed to its workflow. */
function rows(db: Db) {
  return db
    .selectFrom('deployments')
    .selectAll('deployments')
    .select((eb) => {
      const deploy = eb
        .selectFrom('deploys')
        .whereRef('deploys.runId', '=', 'deployments.runId')
        .whereRef('deploys.environment', '=', 'deployments.environment')
        .limit(1);
      return [
        eb.fn.coalesce(deploy.select('deploys.sha'), 'deployments.sha').as('sha'),
        deploy.select('deploys.startedBy').as('startedBy'),
      ];
    });
}

function newest<Row>(found: SelectQueryBuilder<Database, 'deployments', Row>) {
  return found.orderBy('deployments.createdAt', 'desc').orderBy('deployments.id', 'desc');
}

/**
 * The later of two reports stands; the deployment itself, which may be reported after its first
 * status, has no state to give. How it ended stays, whatever is reported afterwards.
 */
async function note(tx: Db, { kind: _, repository, ...fact }: DeploymentFact): Promise<void> {
  const { id } = fact;
  await repositories(tx).note(repository, fact.updatedAt);
  const result = resultOf(fact.state);
  const ended = { result, endedAt: result === null ? null : fact.updatedAt };
  const row = { ...fact, ...ended, repository: repository.name };
  const added = await tx
    .insertInto('deployments')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (added) return;
  const stored = tx.selectFrom('deployments').selectAll().where('id', '=', id);
  const known = await forUpdate(tx, stored).executeTakeFirstOrThrow();
  const change = differences(known, later(known, row));
  if (change) await tx.updateTable('deployments').set(change).where('id', '=', id).execute();
}

type Row = Selectable<Database['deployments']>;

/** GitHub's times have whole seconds: of two reports in one second, the further state is the later. */
const steps = [
  'waiting',
  'queued',
  'pending',
  'in_progress',
  'success',
  'failure',
  'error',
  'inactive',
];
const stepOf = ({ state }: Row): number => steps.indexOf(state ?? '');

function isLater(told: Row, known: Row): boolean {
  if (told.updatedAt !== known.updatedAt) return told.updatedAt > known.updatedAt;
  return stepOf(told) >= stepOf(known);
}

function later(known: Row, told: Row): Row {
  const [old, young] = isLater(told, known) ? [known, told] : [told, known];
  const ending = young.result !== null || old.result === null ? young : old;
  return {
    ...young,
    state: young.state ?? old.state,
    url: young.url ?? old.url,
    runId: young.runId ?? old.runId,
    result: ending.result,
    endedAt: ending.endedAt,
  };
}

/** What still runs is kept, however long ago it was put there. */
async function purge(db: Db, before: number, limit: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('deployments')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('deployments')
        .select('id')
        .where('updatedAt', '<', before)
        .where(
          sql<boolean>`not (result = 'success' and not exists (
            select 1 from deployments as later
            where later.repository = deployments.repository
              and later.environment = deployments.environment
              and later.result = 'success' and later.ended_at > deployments.ended_at))`,
        )
        .limit(limit),
    )
    .executeTakeFirst();
  return Number(numDeletedRows);
}
