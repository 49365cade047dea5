import type { Route } from '../router.ts';
import { appRoutes } from './app.ts';
import { commitRoutes } from './commits.ts';
import { contentRoutes } from './contents.ts';
import { deploymentRoutes } from './deployments.ts';
import { hookRoutes } from './hooks.ts';
import { logRoutes } from './logs.ts';
import { metaRoutes } from './meta.ts';
import { pullRoutes } from './pulls.ts';
import { repositoryRoutes } from './repositories.ts';
import { runRoutes } from './runs.ts';
import { tokenRoutes } from './tokens.ts';
import { workflowRoutes } from './workflows.ts';

/** Every path of the REST API that is answered. */
export const routes: readonly Route[] = [
  ...metaRoutes,
  ...repositoryRoutes,
  ...runRoutes,
  ...workflowRoutes,
  ...commitRoutes,
  ...contentRoutes,
  ...pullRoutes,
  ...deploymentRoutes,
  ...appRoutes,
  ...hookRoutes,
  ...logRoutes,
  ...tokenRoutes,
];
