/** Whether a key belongs to a field or dialog instead of the page. */
export function inField(event: KeyboardEvent): boolean {
  const target = event.target;
  return (
    event.isComposing ||
    document.querySelector('dialog[open]') !== null ||
    (target instanceof HTMLElement && target.closest('input:not([type=checkbox], [type=range]), textarea, select') !== null)
  );
}

/** Whether Enter or Space would press a button or follow a link. */
export function onControl(event: KeyboardEvent): boolean {
  return event.target instanceof HTMLElement && event.target.closest('button, a[href], input, summary') !== null;
}
