import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import type { WireView } from '../../slack/wire.ts';
import { Blocks } from '../blocks/block.tsx';
import { SurfaceContext } from '../blocks/surface.ts';
import { ask } from '../client/api.ts';
import type { Change, Model } from '../client/model.ts';
import { useSurfaceOf } from '../client/use-surface.ts';
import { Dialog } from '../elements/dialog.tsx';
import { Icon } from './icons.tsx';

type Props = {
  user: string;
  views: readonly WireView[];
  model: Model;
  change(change: Change): void;
};

/** The stack of modals: all kept, so that going back finds what was typed; the top one shown. */
export function Modals({ user, views, model, change }: Props) {
  const top = views.at(-1);
  if (!top) return null;
  const close = (all: boolean) => void ask('view-close', { user, view_id: top.id, all });
  return (
    <Dialog labelledBy={`title-${top.id}`} className="modal" onCancel={() => close(false)}>
      {views.map((view) => (
        <div key={view.id} hidden={view !== top} className="modal-view">
          <Modal
            user={user}
            view={view}
            errors={model.errors[view.id] ?? {}}
            refuse={(errors) => change({ kind: 'errors', view: view.id, errors })}
            back={view.previous_view_id ? () => close(false) : undefined}
            close={() => close(view.clear_on_close)}
          />
        </div>
      ))}
    </Dialog>
  );
}

type ModalProps = {
  user: string;
  view: WireView;
  errors: Record<string, string>;
  refuse(errors: Record<string, string>): void;
  back: (() => void) | undefined;
  close(): void;
};

function Modal({ user, view, errors, refuse, back, close }: ModalProps) {
  const form = useRef<HTMLFormElement>(null);
  const formId = useId();
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const { surface, values, failure } = useSurfaceOf({
    user,
    source: { view_id: view.id },
    blocks: view.blocks,
    errors,
  });
  useFocusFirstError(form, errors);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setSending(true);
    setProblem(undefined);
    const outcome = await ask('view-submit', { user, view_id: view.id, values });
    setSending(false);
    refuse(outcome.errors ?? {});
    if (!outcome.ok && !outcome.errors) setProblem(outcome.text ?? outcome.error);
  };
  return (
    <>
      <header className="dialog-head">
        {back && (
          <button type="button" className="tool" aria-label="Back" onClick={back}>
            <Icon name="left" />
          </button>
        )}
        <h2 id={`title-${view.id}`}>{view.title?.text}</h2>
        <button type="button" className="tool" aria-label="Close" onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      <form ref={form} id={formId} className="dialog-body" onSubmit={submit} noValidate>
        <SurfaceContext value={surface}>
          <Blocks blocks={view.blocks} />
        </SurfaceContext>
        {(failure ?? problem) && (
          <p className="message-failure" role="alert">
            {failure ?? problem}
          </p>
        )}
      </form>
      <footer className="dialog-foot">
        <button type="button" className="button" onClick={close}>
          {view.close?.text ?? 'Cancel'}
        </button>
        {view.submit && (
          <button
            type="submit"
            form={formId}
            className="button button-primary"
            disabled={sending}
            aria-busy={sending}
          >
            {view.submit.text}
          </button>
        )}
      </footer>
    </>
  );
}

/** Puts the focus where something must be mended. */
function useFocusFirstError(form: { current: HTMLElement | null }, errors: Record<string, string>) {
  useEffect(() => {
    if (Object.keys(errors).length === 0) return;
    const field = form.current?.querySelector<HTMLElement>(
      '.has-error :is(input, textarea, button)',
    );
    field?.focus();
  }, [errors, form]);
}
