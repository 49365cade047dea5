import { sql } from 'kysely';
import type { Db } from '../schema.ts';
import type { EndedDeployment, PastLeg, Reports } from '../types/index.ts';
import { each, listOf, packed, plainly, unpacked } from './report-sql.ts';

/** What reports read of handoffs, of pages and of deployments. */
export function ofWork(db: Db): Pick<Reports, 'legs' | 'pages' | 'deployments'> {
  return {
    legs: (slice) => legs(db, slice),
    pages: (slice) => pages(db, slice),
    deployments: (of) => deployments(db, of),
  };
}

const legs: Of<'legs'> = async (db, { from, to }) => {
  const { rows } = await sql<PastLeg>`
    select l.handoff, h.repository, l.to_team as team, l.offered_at as "offeredAt",
      l.accept_by as "acceptBy", l.accepted_at as "acceptedAt", l.ended_at as "endedAt"
    from (
      select * from handoff_legs where ended_at >= ${from}
      union all select * from handoff_legs where ended_at is null
    ) l
    join handoffs h on h.id = l.handoff
    where l.offered_at < ${to}`.execute(plainly(db));
  return rows;
};

/** By hand or about an incident of any repository: what a shift has to carry is all of it. */
const pages: Of<'pages'> = async (db, { from, to }) => {
  const { rows } = await sql<{ team: string; layer: string; at: number; incident: number | null }>`
    select p.team, c.layer, c.at, p.incident from page_calls c join pages p on p.id = c.page
    where c.at >= ${from} and c.at < ${to}`.execute(plainly(db));
  return rows;
};

/**
 * The commits that a deployment brought are those of its branch that are no older than its own and
 * newer than any deployed before to the same environment, so that each counts once.
 */
const deployments: Of<'deployments'> = async (db, { repositories, from, to }) => {
  if (repositories.length === 0) return [];
  const { rows } = await sql<Omit<EndedDeployment, 'leads'> & { leads: string | null }>`
    with ended as (
      select d.id, d.repository, d.environment, d.sha, d.run_id, d.result, d.ended_at,
        c.at as committed, c.branch
      from deployments d left join commits c on c.repository = d.repository and c.sha = d.sha
      where d.ended_at >= ${from} and d.ended_at < ${to} and d.result is not null
        and d.repository in ${listOf(repositories)}
    ),
    there as (
      select id, max(committed) over (
        partition by repository, environment order by ended_at, id
        rows between unbounded preceding and 1 preceding
      ) as since
      from ended where result = 'success'
    )
    select e.repository, e.environment, e.sha, e.run_id as "runId", e.result,
      e.ended_at as "endedAt",
      (
        select ${packed(sql`e.ended_at - c.at`)} from commits c
        where c.repository = e.repository and c.branch = e.branch
          and c.at <= e.committed and c.at > coalesce(there.since, e.committed - 1)
      ) as leads
    from ended e left join there on there.id = e.id
    order by e.ended_at, e.id`.execute(plainly(db));
  return each(rows, (row) => ({ ...row, leads: unpacked(row.leads) }));
};

type Of<Name extends keyof Reports> = (
  db: Db,
  of: Parameters<Reports[Name]>[0],
) => ReturnType<Reports[Name]>;
