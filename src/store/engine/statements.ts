import type Sqlite from 'better-sqlite3';

const most = 300;

export type Statements = { prepare(sql: string): Sqlite.Statement };

/** Keeps prepared statements by their text; of too many it forgets the one used longest ago. */
export function createStatements(database: Sqlite.Database): Statements {
  const kept = new Map<string, Sqlite.Statement>();
  return {
    prepare(sql) {
      const statement = kept.get(sql) ?? database.prepare(sql);
      kept.delete(sql);
      kept.set(sql, statement);
      const [oldest] = kept.keys();
      if (kept.size > most && oldest !== undefined) kept.delete(oldest);
      return statement;
    },
  };
}
