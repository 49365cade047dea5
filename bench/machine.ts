import { readFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem, type } from 'node:os';

const peers = ['probot', '@slack/bolt', 'better-sqlite3', 'autocannon'];

/** What the figures were measured on; the load is of the minutes before, and so mostly of others. */
export function machineLine(): string {
  return [
    new Date().toISOString(),
    `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}`,
    `${Math.round(totalmem() / 1024 ** 3)} GiB`,
    `${type()} ${release()}`,
    `load ${loadavg()
      .map((one) => one.toFixed(1))
      .join(' ')}`,
    `Node.js ${process.versions.node}`,
    ...peers.map((name) => `${name} ${versionOf(name)}`),
  ].join(' · ');
}

/** Read from its file, since not every package lets its package.json be imported. */
function versionOf(name: string): string {
  const file = new URL(`../node_modules/${name}/package.json`, import.meta.url);
  return String(JSON.parse(readFileSync(file, 'utf8')).version);
}
