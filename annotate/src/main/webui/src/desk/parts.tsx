import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { hrefOf } from '../ui/route';
import { counted, words } from './format';
import type { JobState } from './types';

interface HeadProps {
  title: string;
  /** The list that this is one of. */
  parent?: { title: string; href: string };
  children?: ComponentChildren;
}

/** The heading of a view, which the focus goes to, and the commands that give the same. */
export function Head({ title, parent, children }: HeadProps): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, []);
  useEffect(() => {
    document.title = `${title} · Isocenter`;
    return () => void (document.title = 'Isocenter');
  }, [title]);
  return (
    <header class="head">
      <h1 ref={heading} tabIndex={-1} data-testid="title">
        {parent && <><a href={parent.href}>{parent.title}</a> <span aria-hidden="true">/</span> </>}
        {title}
      </h1>
      <div class="commands">{children}</div>
    </header>
  );
}

export const deskHref = (...path: string[]): string => hrefOf({ at: 'desk', path });

/** Nothing is there yet; the command makes the first. */
export function Empty({ children }: { children: ComponentChildren }): JSX.Element {
  return <div class="empty" data-testid="empty">{children}</div>;
}

/** A total beside its fellows. */
export function Total({ label, value, testId }: { label: string; value: string; testId?: string }): JSX.Element {
  return <div class="total"><dt>{label}</dt><dd data-testid={testId}>{value}</dd></div>;
}

const SIGNS: Record<string, string> = {
  QUEUED: '○', RUNNING: '▶', DONE: '✓', FAILED: '✗', CANCELLED: '■', PASS: '✓', FAIL: '✗', INSUFFICIENT_EVIDENCE: '?',
};

/** A state by sign, word and colour. */
export function State({ of }: { of: string }): JSX.Element {
  return <span class={`state ${of.toLowerCase()}`} data-state={of}><span aria-hidden="true">{SIGNS[of] ?? '·'}</span> {words(of)}</span>;
}

interface ProgressProps {
  of: { state: JobState; done: number; total: number; unit: string | null };
  name: string;
}

export function Progress({ of: { done, total, unit, state }, name }: ProgressProps): JSX.Element {
  if (total <= 0) {
    return state === 'RUNNING' ? <span class="hint">begun</span> : <span>–</span>;
  }
  return (
    <span class="progress">
      <progress max={total} value={done} aria-label={`Progress of ${name}`} />
      <span>{counted(done, '', '').trim()} of {counted(total, unit ?? '', unit ?? '').trim()}</span>
    </span>
  );
}
