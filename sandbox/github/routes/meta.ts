import { ok, refused } from '../answers.ts';
import type { Call } from '../call.ts';
import type { Route } from '../router.ts';

export const metaRoutes: readonly Route[] = [
  { method: 'GET', template: '/rate_limit', handle: rateLimit },
  {
    method: 'GET',
    template: '/meta',
    handle: () =>
      ok({ verifiable_password_authentication: false, hooks: ['127.0.0.1/32'], actions: [] }),
  },
  {
    method: 'GET',
    template: '/',
    handle: ({ box }) => ok({ current_user_url: `${box.apiUrl}/user` }),
  },
];

function rateLimit(call: Call) {
  const budget = call.limits.of(call.viewer);
  if (budget === null) return refused(404, 'Rate limiting is not enabled.');
  const { limit, used, reset } = budget;
  const core = { limit, used, remaining: limit - used, reset: Math.ceil(reset / 1000) };
  const search = { limit: 30, used: 0, remaining: 30, reset: core.reset };
  return ok({ resources: { core, search }, rate: core });
}
