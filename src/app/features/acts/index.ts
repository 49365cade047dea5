import type { Desk, Feature } from '../feature.ts';
import { auditPresses, createAuditFile } from './audit-file.ts';
import { dispatch } from './dispatch.ts';
import { runDoers } from './doers.ts';
import { createPerform } from './perform.ts';
import { presses } from './presses.ts';
import { actRenderer, batchRenderer } from './render.ts';
import { startDialogs, startPresses } from './starting.ts';
import { createTold } from './told.ts';
import { createWorkflowBook } from './workflows.ts';

/** What people have Baton do at GitHub. */
export function acts(desk: Desk): Feature {
  const { doers, store, now } = desk;
  const book = createWorkflowBook({ github: desk.acting, now });
  const auditFile = createAuditFile(desk);
  const starting = { ...desk, book };
  return {
    doers: { ...runDoers, dispatch: dispatch({ store, now }) },
    presses: { ...presses(desk), ...startPresses(starting), ...auditPresses(desk, auditFile) },
    dialogs: startDialogs(starting),
    services: { workflows: book, auditFile },
    renderers: { act: actRenderer(store, doers), batch: batchRenderer(store, doers) },
    work: {
      'act-told': createTold(desk),
      act: createPerform({ ...desk, handsFor: desk.links.handsFor }),
    },
  };
}
