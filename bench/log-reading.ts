import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { forkServer } from './child.ts';
import { median, type Row } from './row.ts';

const size = 1024 ** 3;
const rounds = 3;
const timeBar = 5;
const memoryBar = 96 * 1024 ** 2;
const peerPattern = String.raw`##\[error\]|error|Error|FAIL|fatal`;

/** What a long build says: nearly all of it harmless, some of it about errors, the failure at the end. */
function block(): string {
  const lines = Array.from({ length: 60_000 }, (_, index) => {
    const stamp = `2025-01-02T03:${String(Math.floor(index / 60) % 60).padStart(2, '0')}:${String(index % 60).padStart(2, '0')}.1234567Z`;
    if (index % 97 === 0)
      return `${stamp} npm warn deprecated left-pad@1.${index}.0: the error handler moved`;
    if (index % 61 === 0)
      return `${stamp} PASS src/module-${index}/errors.test.ts (${index % 90} ms)`;
    if (index % 5000 === 0) return `${stamp} ##[group]Run step ${index}\n${stamp} ##[endgroup]`;
    return `${stamp} compiling src/module-${index}/part-${index % 13}.ts to dist/module-${index}/part-${index % 13}.js`;
  });
  return `${lines.join('\n')}\n`;
}

const failure = [
  'FAIL src/cart.test.ts',
  '  ● totals › applies coupon',
  '',
  '    expect(received).toBe(expected) // Object.is equality',
  '',
  '    Expected: 100',
  '    Received: 90',
  '',
  '##[error]Process completed with exit code 1.',
].map((line) => `2025-01-02T03:59:59.1234567Z ${line}\n`);

async function writeLog(file: string): Promise<void> {
  const body = Buffer.from(block());
  const times = Math.ceil(size / body.length);
  const parts = Array.from({ length: times }, () => body);
  await pipeline(Readable.from([...parts, Buffer.from(failure.join(''))]), createWriteStream(file));
}

async function grep(file: string): Promise<number> {
  const start = performance.now();
  // Into a pipe: grep stops at the first match where nobody reads what it prints.
  const child = spawn('grep', ['-cE', peerPattern, file], { stdio: ['ignore', 'pipe', 'ignore'] });
  child.stdout.resume();
  await once(child, 'close');
  return performance.now() - start;
}

type Reading = { milliseconds: number; extra: number; rule: string };

async function read(file: string): Promise<Reading> {
  const child = forkServer('read-log', { BENCH_LOG: file });
  const [reading] = await once(child, 'message');
  await once(child, 'exit');
  return reading as Reading;
}

/** A log of 1 GB: how long reading its cause takes beside a plain grep, and how much memory. */
export async function benchLogReading(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-log-'));
  const file = join(folder, 'log.txt');
  try {
    await writeLog(file);
    const peers: number[] = [];
    const ours: Reading[] = [];
    for (let round = 0; round < rounds; round++) {
      peers.push(await grep(file));
      ours.push(await read(file));
    }
    return rowsOf(median(peers), ours);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function rowsOf(peer: number, ours: readonly Reading[]): Row[] {
  const time = median(ours.map((one) => one.milliseconds));
  const extra = Math.max(...ours.map((one) => one.extra));
  const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(2)} s`;
  const megabytes = (bytes: number) => `${Math.round(bytes / 1024 ** 2)} MB`;
  const found = ours.every((one) => one.rule === 'jest-failure');
  return [
    {
      name: '1 GB log: time to its cause',
      measured: seconds(time),
      peer: `grep ${seconds(peer)}`,
      ratio: time / peer,
      bar: `≤ ${timeBar}`,
      ok: found && time / peer <= timeBar,
    },
    {
      name: '1 GB log: memory beyond rest',
      measured: megabytes(extra),
      peer: `bar ${megabytes(memoryBar)}`,
      ratio: extra / memoryBar,
      bar: '≤ 1',
      ok: extra <= memoryBar,
    },
  ];
}
