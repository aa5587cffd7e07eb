import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';

interface Props {
  title: string;
  testId: string;
  /** Not given: Escape does not close it. */
  onClose?: () => void;
  children: ComponentChildren;
}

/** A modal dialog of the browser's own: it holds the focus and gives it back. */
export function Dialog({ title, testId, onClose, children }: Props): JSX.Element {
  const element = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const before = document.activeElement;
    element.current?.showModal();
    return () => {
      if (before instanceof HTMLElement) {
        before.focus();
      }
    };
  }, []);
  // Browsers close it at the second Escape whatever the page says.
  const cancelled = (event: Event): void => {
    event.preventDefault();
    onClose?.();
  };
  return (
    <dialog ref={element} aria-labelledby={id} data-testid={testId} onCancel={cancelled} onClose={() => element.current?.showModal()}>
      <h2 id={id}>{title}</h2>
      {children}
    </dialog>
  );
}

interface ReasonProps {
  title: string;
  testId: string;
  action: string;
  onReason: (reason: string) => Promise<void>;
  onClose: () => void;
}

/** Asks for a reason, which the ledger keeps. */
export function ReasonDialog({ title, testId, action, onReason, onClose }: ReasonProps): JSX.Element {
  const submitted = (event: SubmitEvent): void => {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget as HTMLFormElement).get('reason') ?? '').trim();
    if (reason !== '') {
      void onReason(reason);
    }
  };
  return (
    <Dialog title={title} testId={testId} onClose={onClose}>
      <form onSubmit={submitted}>
        <label>
          Reason
          <input name="reason" required maxLength={500} autoComplete="off" data-testid="reason" />
        </label>
        <p class="hint">It is kept in the ledger: no names, no numbers of patients.</p>
        <div class="row">
          <button type="submit" class="primary" data-testid="reason-done">{action}</button>
          <button type="button" onClick={onClose}>Cancel</button>
        </div>
      </form>
    </Dialog>
  );
}
