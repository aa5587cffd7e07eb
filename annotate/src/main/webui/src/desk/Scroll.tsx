import type { ComponentChildren, JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** Wide things scroll within themselves, by keyboard too; what is not too wide is no stop on the way of Tab. */
export function Scroll({ label, children }: { label: string; children: ComponentChildren }): JSX.Element {
  const element = useRef<HTMLDivElement>(null);
  const [wide, setWide] = useState(false);
  useLayoutEffect(() => {
    const box = element.current;
    if (!box) {
      return;
    }
    const measured = (): void => setWide(box.scrollWidth > box.clientWidth);
    measured();
    const watcher = new ResizeObserver(measured);
    watcher.observe(box);
    if (box.firstElementChild) {
      watcher.observe(box.firstElementChild);
    }
    return () => watcher.disconnect();
  }, []);
  return <div class="scroll" ref={element} {...(wide ? { tabIndex: 0, role: 'region', 'aria-label': label } : {})}>{children}</div>;
}
