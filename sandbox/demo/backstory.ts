import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Workspace } from '../slack/index.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * What an engineer does once after installing Baton: reads the month before into its store, with the
 * tool that comes with it and while Baton runs. Then Mina asks for a digest, so that a visitor finds one.
 */
export function tellBackstory(
  slack: Workspace,
  { backfill, days, env }: { backfill: string; days: number; env: Record<string, string> },
): { told: Promise<void>; stop(): void } {
  const args = [backfill, 'acme/*', '--days', String(days), '--jobs'];
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: 'ignore',
  });
  const told = new Promise<boolean>((resolve) => {
    child.on('error', () => resolve(false));
    child.on('close', (code) => resolve(code === 0));
  }).then(async (read) => {
    if (read) await slack.as('mina').slash('/digest now', { channel: '#engineering' });
  });
  return { told, stop: () => void child.kill() };
}
