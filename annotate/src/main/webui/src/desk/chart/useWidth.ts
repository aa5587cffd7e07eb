import { useCallback, useRef, useState } from 'preact/hooks';

/** For an element's `ref`, and its width in CSS pixels, so that text in a picture stays as large as other text. */
export function useWidth(): [(element: HTMLElement | null) => void, number] {
  const [width, setWidth] = useState(0);
  const watcher = useRef<ResizeObserver | null>(null);
  const ref = useCallback((element: HTMLElement | null): void => {
    watcher.current?.disconnect();
    watcher.current = null;
    if (element) {
      watcher.current = new ResizeObserver(() => setWidth(element.clientWidth));
      watcher.current.observe(element);
      setWidth(element.clientWidth);
    }
  }, []);
  return [ref, width];
}
