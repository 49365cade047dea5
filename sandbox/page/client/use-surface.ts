import { useCallback, useMemo, useState } from 'react';
import type { Block, ElementValue, ViewValues, WireSource } from '../../slack/wire.ts';
import type { Surface } from '../blocks/surface.ts';
import { initialValues } from '../elements/initial.ts';
import { ask, fetchOptions } from './api.ts';

type Standing = {
  user: string;
  source: WireSource;
  blocks: readonly Block[];
  errors?: Record<string, string>;
};

export type LiveSurface = {
  surface: Surface;
  /** All inputs as they stand, touched or not: what a submission sends. */
  values: ViewValues;
  /** The sentence for the person when the app did not take the last press. */
  failure: string | undefined;
};

const none: Record<string, string> = {};

/** Joins the interactive elements of one message or view to the app behind the workspace. */
export function useSurfaceOf({ user, source, blocks, errors = none }: Standing): LiveSurface {
  const [touched, setTouched] = useState<ViewValues>({});
  const [busy, setBusy] = useState<string>();
  const [failure, setFailure] = useState<string>();
  const values = useMemo(() => combined(initialValues(blocks), touched), [blocks, touched]);
  const at = JSON.stringify(source);

  const send = useCallback(
    async (block_id: string, action_id: string, value?: ElementValue) => {
      setBusy(`${block_id}/${action_id}`);
      setFailure(undefined);
      const now = value ? combined(values, { [block_id]: { [action_id]: value } }) : values;
      const place = JSON.parse(at) as WireSource;
      const request = { user, source: place, block_id, action_id, values: now };
      const outcome = await ask('action', value ? { ...request, value } : request);
      setBusy(undefined);
      if (!outcome.ok) setFailure(outcome.text ?? outcome.error ?? 'That did not work.');
    },
    [user, at, values],
  );
  const options = useCallback(
    (block_id: string, action_id: string, query: string) =>
      fetchOptions({ user, source: JSON.parse(at) as WireSource, block_id, action_id, query }),
    [user, at],
  );
  const change = (blockId: string, actionId: string, value: ElementValue, dispatch: boolean) => {
    setTouched((before) => combined(before, { [blockId]: { [actionId]: value } }));
    if (dispatch) void send(blockId, actionId, value);
  };
  const surface: Surface = {
    valueOf: (blockId, actionId) => touched[blockId]?.[actionId],
    change,
    press: (blockId, actionId, value) => void send(blockId, actionId, value),
    options,
    busy,
    errors,
  };
  return { surface, values, failure };
}

function combined(below: ViewValues, above: ViewValues): ViewValues {
  const blocks = Object.entries(above).map(([id, held]) => [id, { ...below[id], ...held }]);
  return { ...below, ...Object.fromEntries(blocks) };
}
