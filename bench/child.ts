import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export type Child = { url: string; stop(): Promise<void> };

/** Starts a TypeScript file in a process of its own, which says `{ url }` when it listens. */
export async function startChild(file: URL, env: Record<string, string> = {}): Promise<Child> {
  const child = fork(fileURLToPath(file), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, NODE_ENV: 'production', ...env },
  });
  const said = once(child, 'message').then(([message]) => message as { url: string });
  const died = once(child, 'exit').then(([code]): never => {
    throw new Error(`${file.pathname} ended with ${code}`);
  });
  died.catch(() => undefined);
  const { url } = await Promise.race([said, died]);
  return { url, stop: () => stop(child) };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = once(child, 'exit');
  child.kill();
  await gone;
}
