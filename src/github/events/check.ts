import { z } from 'zod';

import type { CheckFact } from '../../core/facts.ts';
import { id, maybe, repository, text } from '../shapes.ts';
import { eventReader } from './event.ts';

const app = maybe(z.object({ slug: maybe(text) }));

const delivery = z.object({
  check_run: z.object({
    id,
    app,
    check_suite: maybe(z.object({ app })),
    output: maybe(z.object({ annotations_count: maybe(id) })),
  }),
  repository,
});

/** `check_run` of GitHub Actions. */
export const checkDelivery = eventReader(delivery, (body): CheckFact | string => {
  const { check_run: check, repository: of } = body;
  const madeBy = check.app?.slug ?? check.check_suite?.app?.slug;
  if (madeBy !== 'github-actions') return 'check run of another app than GitHub Actions';
  const annotations = check.output?.annotations_count ?? 0;
  return { kind: 'check', repository: of, jobId: check.id, annotations };
});
