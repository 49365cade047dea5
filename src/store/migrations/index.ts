import { type Kysely, type Migration, sql } from 'kysely';
import { first } from './0001-first.ts';
import { causes } from './0002-causes.ts';
import { acts } from './0003-acts.ts';
import { handoffs } from './0004-handoffs.ts';
import { oncall } from './0005-oncall.ts';
import { deploys } from './0006-deploys.ts';
import { reports } from './0007-reports.ts';
import { watches } from './0008-watches.ts';
import { digests } from './0009-digests.ts';
import { batches } from './0010-batches.ts';
import { type Engine, type Words, wordsOf } from './words.ts';

/** By name, in order. Add at the end; names sort as they run. */
const list: Record<string, (words: Words) => string[]> = {
  '0001-first': first,
  '0002-causes': causes,
  '0003-acts': acts,
  '0004-handoffs': handoffs,
  '0005-oncall': oncall,
  '0006-deploys': deploys,
  '0007-reports': reports,
  '0008-watches': watches,
  '0009-digests': digests,
  '0010-batches': batches,
};

export function migrationsFor(engine: Engine): Record<string, Migration> {
  const words = wordsOf(engine);
  return Object.fromEntries(
    Object.entries(list).map(([name, statements]) => [name, { up: runAll(statements(words)) }]),
  );
}

function runAll(statements: string[]) {
  return async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  };
}
