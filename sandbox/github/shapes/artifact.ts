import type { Box } from '../box.ts';
import { iso, nodeId, shaOf } from '../ids.ts';
import { type Artifact, latest, type Run } from '../state.ts';

/** GitHub keeps artifacts for ninety days unless told otherwise. */
const keptMs = 90 * 86_400_000;

/** `artifact`: a file that a run keeps. */
export function artifactShape(box: Box, run: Run, { id, name, bytes }: Artifact) {
  const url = `${box.apiUrl}/repos/${run.repo.fullName}/actions/artifacts/${id}`;
  const { updatedAt } = latest(run);
  return {
    id,
    node_id: nodeId('A', id),
    name,
    size_in_bytes: bytes,
    url,
    archive_download_url: `${url}/zip`,
    expired: updatedAt + keptMs < box.clock.now(),
    digest: `sha256:${shaOf(name, id)}${shaOf(id).slice(0, 24)}`,
    created_at: iso(updatedAt),
    expires_at: iso(updatedAt + keptMs),
    updated_at: iso(updatedAt),
    workflow_run: {
      id: run.id,
      repository_id: run.repo.id,
      head_repository_id: run.headRepo.id,
      head_branch: run.branch,
      head_sha: run.sha,
    },
  };
}
