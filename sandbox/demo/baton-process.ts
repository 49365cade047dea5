import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Program } from './program.ts';

export type BatonProcess = {
  /** Resolves when it ends by itself, with how; never when it was stopped. */
  died: Promise<string>;
  /** Its clock is so far ahead of the machine's from now on. */
  windTo(aheadMs: number): void;
  stop(): Promise<void>;
};

const root = fileURLToPath(new URL('../../', import.meta.url));
const patienceMs = 5000;

/** Starts the unchanged Baton as a process of its own; all that it says goes to `logFile`. */
export function startBaton(
  { main, shiftedTime }: Program,
  env: Record<string, string>,
  logFile: string,
): BatonProcess {
  const preload = pathToFileURL(shiftedTime).href;
  const child = spawn(process.execPath, ['--import', preload, main], {
    cwd: root,
    env: { ...inherited(), ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const log = createWriteStream(logFile, { flags: 'a' });
  child.stdout?.pipe(log, { end: false });
  child.stderr?.pipe(log, { end: false });
  let stopping = false;
  const ended = new Promise<string>((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  const died = new Promise<string>((resolve) => {
    void ended.then(async (how) => {
      log.end();
      if (!stopping) resolve(`${how}\n${await lastLines(logFile)}`);
    });
  });
  return {
    died,
    windTo: (ahead) => void (child.connected && child.send({ ahead })),
    stop: async () => {
      stopping = true;
      await stop(child, ended);
    },
  };
}

/** Nothing of the visitor's own Slack or GitHub may reach the demo. */
function inherited(): NodeJS.ProcessEnv {
  const foreign = /^(SLACK_|GITHUB_|DATABASE_URL$|BATON_|PORT$|LOG_LEVEL$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}

async function stop(child: ChildProcess, ended: Promise<string>): Promise<void> {
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  await ended;
  clearTimeout(timer);
}

/** What it said last, without the frames of a stack, which would push the reason out of sight. */
async function lastLines(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const lines = text.trimEnd().split('\n');
  const missing = lines.some((line) => line.includes('ERR_MODULE_NOT_FOUND'));
  const told = lines.filter((line) => !/^\s+at /.test(line)).slice(-12);
  return [...told, ...(missing ? ['', 'A package is missing: type npm ci.'] : [])].join('\n');
}
