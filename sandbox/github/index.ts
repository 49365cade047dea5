import { createApi } from './api.ts';
import { type Asks, createAsks } from './asks.ts';
import { type AuthOptions, createAuth, usualScopes } from './auth.ts';
import { account, type Box, createBox } from './box.ts';
import { createDevices, type Devices } from './device.ts';
import { createFaults, type Faults } from './faults.ts';
import { type Handler, listen } from './http.ts';
import { createLimits } from './limits.ts';
import { createRequests, type Requests } from './requests.ts';
import { routes } from './routes/index.ts';
import { logPath, serveLog } from './routes/logs.ts';
import { serveDevicePage } from './site/device.ts';
import { serveSite } from './site/index.ts';
import type { Clock, Run } from './state.ts';
import { createWebhooks, type Webhooks } from './webhooks.ts';
import { createWords, type Words } from './words.ts';

export type { Asks, Decision } from './asks.ts';
export type { Fault } from './faults.ts';
export type { RunOptions } from './place.ts';
export type { RequestRecord } from './requests.ts';
export type { Commit, Job, JobSpec, Outcome, Pull, Repo, Run } from './state.ts';
export { latest } from './state.ts';
export type { Delivery } from './webhooks.ts';

export type GitHubOptions = AuthOptions & {
  /** Default 0: any free one. */
  port?: number;
  clock?: Clock;
  /** Where webhooks go; without it none are sent until `webhooks.to`. */
  webhookUrl?: string;
  webhookSecret?: string;
  /** Requests an hour; default 5,000. Null: no limits, as a GitHub Enterprise Server comes. */
  rateLimit?: number | null;
};

/** A GitHub that runs in this process, with what tests say to it and ask of it. */
export type GitHub = Words & {
  /** Where the pages stand that `html_url` points to. */
  url: string;
  /** For `GITHUB_API_URL`. */
  apiUrl: string;
  webhooks: Webhooks;
  requests: Requests;
  faults: Pick<Faults, 'set' | 'clear'>;
  /** What was asked for through the REST API, and how it goes on. */
  asks: Pick<Asks, 'list' | 'decide' | 'settled'>;
  /** People who link themselves: what they type, and the tokens that came of it. */
  devices: Pick<Devices, 'decide' | 'tokens' | 'end'>;
  /** Whether a person may act at GitHub; by default they may. */
  allow(login: string, may: boolean): void;
  /** A person approves what a run waits for, on GitHub itself; the story goes on as after an ask. */
  approve(run: Run, login: string): void;
  /** A person rejects what a run waits for, on GitHub itself. */
  reject(run: Run, login: string, comment?: string): void;
  /** What it holds, for those who build on it. */
  box: Box;
  /** Answers paths that begin so, on the same port. */
  mount(prefix: string, handler: Handler): void;
  close(): Promise<void>;
};

/** Starts a simulated GitHub on this machine; each has its own state, so many can run at once. */
export async function startGitHub(options: GitHubOptions = {}): Promise<GitHub> {
  const clock = options.clock ?? { now: () => Date.now() };
  let handler: Handler = async () => ({ status: 503 });
  const server = await listen(options.port ?? 0, () => handler);
  const box = createBox(server.url, clock);
  const webhooks = createWebhooks(box);
  const words = createWords({ box, webhooks });
  const asks = createAsks(box, words);
  const devices = createDevices(box, options.device);
  const auth = createAuth(box, options, devices);
  const limits = createLimits(clock, options.rateLimit);
  const faults = createFaults(clock);
  const requests = createRequests();
  const scopes = options.scopes ?? usualScopes;
  const api = createApi(
    { box, webhooks, asks, auth, devices, limits, faults, requests, scopes },
    routes,
  );
  const mounts = new Map<string, Handler>();
  handler = async (request, raw) => {
    if (request.path.startsWith(apiPath))
      return api(request, request.path.slice(apiPath.length) || '/');
    if (request.path === '/login/device') return serveDevicePage(box, devices, request);
    if (request.path.startsWith('/login/')) return devices.serve(request);
    if (request.path.startsWith(logPath)) return serveLog(box, request);
    const mounted = [...mounts].find(([prefix]) => request.path.startsWith(prefix))?.[1];
    return mounted === undefined ? serveSite(box, request) : mounted(request, raw);
  };
  if (options.webhookUrl !== undefined) webhooks.to(options.webhookUrl, options.webhookSecret);
  return {
    ...words,
    url: box.url,
    apiUrl: box.apiUrl,
    webhooks,
    requests,
    faults,
    asks,
    devices,
    allow: auth.allow,
    approve: (run, login) => asks.review(run, account(box, login), { approved: true }),
    reject: (run, login, comment = '') =>
      asks.review(run, account(box, login), { approved: false, comment }),
    box,
    mount: (prefix, one) => void mounts.set(prefix, one),
    close: server.close,
  };
}

const apiPath = '/api/v3';
