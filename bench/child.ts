import { type ChildProcess, execFileSync, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { bundle } from '../scripts/bundle.ts';

/** A process that is measured; `readyMs` from its start until it said that it is ready. */
export type Child = { url: string; pid: number; readyMs: number; stop(): Promise<void> };

const root = fileURLToPath(new URL('../', import.meta.url));
const patienceMs = 20_000;
/** As in package.json's `start`. */
const nodeFlags = ['--max-semi-space-size=4', '--v8-pool-size=1'];

/** Builds Baton as `npm start` does, and compiles what is measured beside it: plain JavaScript, no loader. */
export async function compile(): Promise<void> {
  const compiler = ['node_modules/typescript/bin/tsc', '-p', 'bench/tsconfig.json'];
  execFileSync(process.execPath, compiler, { cwd: root, stdio: 'inherit' });
  await bundle('dist');
}

/** Starts one of `bench/servers`. */
export function forkServer(name: string, env: Record<string, string>): ChildProcess {
  return fork(`${root}dist/bench/servers/${name}.js`, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: name.startsWith('baton') ? nodeFlags : [],
    env: { ...ownEnvironment(), ...env },
  });
}

/** Starts one of `bench/servers` that says `{ url }` when it is ready. */
export async function startServer(name: string, env: Record<string, string>): Promise<Child> {
  const begun = performance.now();
  const child = forkServer(name, env);
  const said = once(child, 'message').then(([message]) => message as { url: string });
  const { url } = await Promise.race([said, died(child, name)]);
  return started(child, { url, begun });
}

/** Starts Baton itself, as `npm start` does; resolves when it says that it is ready. Its log goes to a file. */
export async function startBaton(
  env: Record<string, string> & { PORT: string },
  logFile: string,
): Promise<Child> {
  const begun = performance.now();
  const child = spawn(process.execPath, [...nodeFlags, 'dist/src/main.js'], {
    cwd: root,
    env: { ...ownEnvironment(), ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child.stdout.pipe(createWriteStream(logFile));
  const url = `http://127.0.0.1:${env.PORT}`;
  await Promise.race([ready(url), died(child, 'Baton')]);
  return started(child, { url, begun });
}

function started(child: ChildProcess, { url, begun }: { url: string; begun: number }): Child {
  const readyMs = performance.now() - begun;
  return { url, pid: child.pid ?? 0, readyMs, stop: () => stop(child) };
}

/** Resident memory of a process, in MiB. */
export function residentMiB(pid: number): number {
  if (process.platform !== 'linux') {
    return (
      Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024
    );
  }
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
}

async function ready(url: string): Promise<void> {
  const end = performance.now() + patienceMs;
  while (performance.now() < end) {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    await answer?.arrayBuffer();
    if (answer?.ok) return;
    await sleep(5);
  }
  throw new Error(`${url} was not ready within ${patienceMs} ms`);
}

async function died(child: ChildProcess, name: string): Promise<never> {
  const [code, signal] = await once(child, 'exit');
  throw new Error(`${name} ended with ${code ?? signal}`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill();
  const timer = setTimeout(() => child.kill('SIGKILL'), 8_000);
  await gone;
  clearTimeout(timer);
}

/** Nothing of the visitor's own Slack, GitHub or database may reach what is measured. */
function ownEnvironment(): NodeJS.ProcessEnv {
  const foreign = /^(SLACK_|GITHUB_|DATABASE_URL$|BATON_|PORT$|LOG_LEVEL$|NODE_OPTIONS$)/;
  const own = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return { ...Object.fromEntries(own), NODE_ENV: 'production' };
}
