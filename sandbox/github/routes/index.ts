import type { Route } from '../router.ts';
import { repositoryRoutes } from './repositories.ts';
import { runRoutes } from './runs.ts';
import { workflowRoutes } from './workflows.ts';

/** Every path of the REST API that is answered. */
export const routes: readonly Route[] = [...repositoryRoutes, ...runRoutes, ...workflowRoutes];
