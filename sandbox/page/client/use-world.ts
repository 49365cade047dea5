import { useCallback, useEffect, useState } from 'react';
import { getJson, postJson } from './api.ts';
import { useVisible } from './use-visible.ts';

/** One thing that the visitor can make happen. */
export type WorldAction = { name: string; title: string; description: string };

/** One thing that did happen on the simulated GitHub. */
export type WorldEvent = { at: number; text: string };

/** Whether it happens; `nothing` says why there was nothing to do. */
export type Acted = { ok: boolean; nothing?: string };

export type World = {
  actions: WorldAction[];
  /** The newest first. */
  events: WorldEvent[];
  /** Makes it happen. */
  act(name: string): Promise<Acted>;
};

const kept = 12;
const retryMs = 1500;

/** The simulated GitHub: what can be made to happen there, and what lately did. */
export function useWorld(): World {
  const [actions, setActions] = useState<WorldAction[]>([]);
  const [events, setEvents] = useState<WorldEvent[]>([]);

  useEffect(() => {
    let wanted = true;
    const load = async () => {
      try {
        const answer = await getJson<{ actions: WorldAction[] }>('/world/actions');
        if (wanted) setActions(answer.actions);
      } catch {
        if (wanted) setTimeout(load, retryMs);
      }
    };
    void load();
    return () => {
      wanted = false;
    };
  }, []);

  const seen = useVisible();
  useEffect(() => {
    if (!seen) return;
    const source = new EventSource('/world/events');
    source.onmessage = ({ data }) => {
      const event = JSON.parse(data) as WorldEvent;
      // A new connection is told the last few again.
      const same = (one: WorldEvent) => one.at === event.at && one.text === event.text;
      setEvents((before) => [event, ...before.filter((one) => !same(one))].slice(0, kept));
    };
    return () => source.close();
  }, [seen]);

  const act = useCallback(async (action: string) => {
    try {
      return await postJson<Acted>('/world/do', { action });
    } catch {
      return { ok: false };
    }
  }, []);
  return { actions, events, act };
}
