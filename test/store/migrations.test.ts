import { type Kysely, type Migration, sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import { migrate } from '../../src/store/engine/migrate.ts';
import { postgresDialect } from '../../src/store/engine/postgres.ts';
import { sqliteDialect } from '../../src/store/engine/sqlite.ts';
import { kyselyOn } from '../../src/store/index.ts';
import { migrationsFor } from '../../src/store/migrations/index.ts';
import type { Db } from '../../src/store/schema.ts';
import { runFact } from '../helpers/facts.ts';
import { eachEngine } from '../helpers/store.ts';

const handles: Db[] = [];

afterEach(async () => {
  await Promise.all(handles.splice(0).map((db) => db.destroy()));
});

function handleOn(url: string, engine: 'sqlite' | 'postgres'): Db {
  const dialect =
    engine === 'sqlite'
      ? sqliteDialect(url)
      : postgresDialect(url, { log: undefined, patient: true });
  const db = kyselyOn(dialect);
  handles.push(db);
  return db;
}

const stars: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table repositories add column stars text`.execute(db);
    await sql`update repositories set stars = 'many'`.execute(db);
  },
};

eachEngine('migrations', (open, { engine, fresh }) => {
  const known = migrationsFor(engine);

  test('run on a filled database and keep what is there', async () => {
    const url = await fresh('once');
    const store = await open(url);
    await store.repositories.note(runFact().repository, 1);
    await migrate(handleOn(url, engine), { ...known, '9999-stars': stars }, undefined);
    const { rows } = await sql`select name, stars from repositories`.execute(handleOn(url, engine));
    expect(rows).toEqual([{ name: 'acme/api', stars: 'many' }]);
  });

  test('run once when several processes start together', async () => {
    const url = await fresh('once');
    let ran = 0;
    const counted: Migration = {
      async up(db) {
        ran += 1;
        await sql`create table once (id integer)`.execute(db);
      },
    };
    const several = Array.from({ length: 5 }, () => handleOn(url, engine));
    const all = { ...known, '9999-once': counted };
    await Promise.all(several.map((db) => migrate(db, all, undefined)));
    expect(ran).toBe(1);
  });

  test('that fail are named and leave nothing behind', async () => {
    const url = await fresh('once');
    const broken: Migration = {
      async up(db) {
        await stars.up(db);
        await sql`select * from nowhere`.execute(db);
      },
    };
    const db = handleOn(url, engine);
    await (await open(url)).ping();
    await expect(migrate(db, { ...known, '9999-broken': broken }, undefined)).rejects.toThrow(
      /^migration 9999-broken failed: .*nowhere/,
    );
    await expect(sql`select stars from repositories`.execute(db)).rejects.toThrow(/stars/);
  });

  test('of a newer version are not undone by an older one', async () => {
    const url = await fresh('once');
    await (await open(url)).ping();
    const db = handleOn(url, engine);
    await sql`insert into kysely_migration values ('9999-newer', '2099-01-01')`.execute(db);
    await expect(open(url)).rejects.toThrow(
      /a newer version of Baton has migrated it \(9999-newer\)\.$/,
    );
  });
});
