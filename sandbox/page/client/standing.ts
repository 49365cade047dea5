import type { Workspace } from './use-workspace.ts';

/** What the visitor should know about the demo itself; undefined while all is well. */
export function standingOf({ model, online }: Workspace): string | undefined {
  if (!online) return 'The demo does not answer';
  return model.state?.app.connected ? undefined : `${model.state?.app.name} is connecting`;
}
