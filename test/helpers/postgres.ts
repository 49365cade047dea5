import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { openStore } from '../../src/store/index.ts';
import { startServer } from './postgres-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A server where tests may make databases, and the migrated one to copy; null without a server. */
    postgres: { url: string; template: string } | null;
  }
}

/**
 * Vitest's global setup: one server for the whole run, the one that DATABASE_URL_TEST names or one
 * that npm installed. It answers before the first test starts: beside tests that take all cores, it
 * has been seen to take longer than any of them would wait.
 */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const given = process.env['DATABASE_URL_TEST'];
  const server = given ? { url: given, stop: async () => {} } : await startServer();
  if (!server) {
    if (process.env['CI']) throw new Error('there is no PostgreSQL for this platform to test on');
    console.warn('No PostgreSQL for this platform: its tests are SKIPPED. Set DATABASE_URL_TEST.');
    provide('postgres', null);
    return async () => {};
  }
  const template = `baton_test_${process.pid}`;
  await makeTemplate(server.url, template);
  provide('postgres', { url: server.url, template });
  return async () => {
    if (given) await dropDatabases(given, template);
    await server.stop();
  };
}

/** Makes an empty database with all tables, and answers its URL. */
export async function copyDatabase(server: { url: string; template: string }): Promise<string> {
  const name = `${server.template}_${process.pid}_${Math.random().toString(36).slice(2)}`;
  await run(server.url, `create database ${name} template ${server.template}`);
  return urlOf(server.url, name);
}

/** Empties all tables of a copy, which is ten times as quick as making another one. */
export async function emptyDatabase(url: string): Promise<void> {
  const named = await run(
    url,
    `select string_agg('delete from ' || tablename, ';') as statements from pg_tables
      where schemaname = 'public' and tablename not like 'kysely%'`,
  );
  await run(url, `set session_replication_role = replica; ${named[0]?.['statements']}`);
}

async function makeTemplate(url: string, template: string): Promise<void> {
  await run(url, `create database ${template}`);
  const store = await openStore(urlOf(url, template));
  await store.close();
}

async function dropDatabases(url: string, prefix: string): Promise<void> {
  const made = await run(url, `select datname from pg_database where datname like '${prefix}%'`);
  for (const row of made) await run(url, `drop database ${row['datname']} with (force)`);
}

async function run(url: string, statement: string): Promise<Record<string, string>[]> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    return (await client.query(statement)).rows;
  } finally {
    await client.end().catch(() => {});
  }
}

function urlOf(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}
