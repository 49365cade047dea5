import type { Confirm } from '@slack/types';
import { type ReactNode, useId, useState } from 'react';
import { Text, TextLine } from '../text/text-object.tsx';
import { Dialog } from './dialog.tsx';

type Asked = { confirm: Confirm; then(): void };
type Confirming = { ask(then: () => void): void; question: ReactNode };

/** Asks an element's own question first, where it has one; `question` is the dialog to draw. */
export function useConfirm(confirm: Confirm | undefined): Confirming {
  const [asked, setAsked] = useState<Asked>();
  const ask = (then: () => void) => (confirm ? setAsked({ confirm, then }) : then());
  const answer = (yes: boolean) => {
    setAsked(undefined);
    if (yes) asked?.then();
  };
  const question = asked ? <Question confirm={asked.confirm} answer={answer} /> : null;
  return { ask, question };
}

function Question(props: { confirm: Confirm; answer(yes: boolean): void }) {
  const { title, text, confirm, deny, style } = props.confirm;
  const id = useId();
  const primary = style === 'danger' ? 'button button-danger' : 'button button-primary';
  return (
    <Dialog labelledBy={id} className="confirm" onCancel={() => props.answer(false)}>
      <h2 id={id}>{title ? <TextLine text={title} /> : 'Are you sure?'}</h2>
      <div className="dialog-body">
        <Text text={text} />
      </div>
      <footer className="dialog-foot">
        <button type="button" className="button" onClick={() => props.answer(false)}>
          {deny ? <TextLine text={deny} /> : 'Cancel'}
        </button>
        <button type="button" className={primary} onClick={() => props.answer(true)}>
          {confirm ? <TextLine text={confirm} /> : 'Yes'}
        </button>
      </footer>
    </Dialog>
  );
}
