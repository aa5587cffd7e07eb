/** The keys of the page: one table for what they do and for the help that lists them. */

export type Command =
  | 'down' | 'up' | 'open' | 'back' | 'help'
  | 'label' | 'normal' | 'uncertain' | 'undo' | 'redo' | 'commit' | 'skip' | 'amend'
  | 'preset' | 'window' | 'zoom' | 'pan' | 'invert' | 'reset' | 'rotate' | 'mirror' | 'planes' | 'cine' | 'point' | 'bigger' | 'smaller'
  | 'box' | 'polygon' | 'brush' | 'length' | 'eraser' | 'close' | 'delete' | 'overlays'
  | 'older' | 'newer' | 'next-series' | 'previous-series'
  | 'reader-a' | 'reader-b' | 'press' | 'move' | 'previous-image' | 'next-image' | 'first-image' | 'last-image';

type Place = 'worklist' | 'reading';

interface Binding {
  place: Place | 'both';
  /** `code` of the key event, with `Shift+` or `Ctrl+` before it where these must be down. */
  codes: readonly string[];
  command: Command;
  shown: string;
  does: string;
}

const digits = (from: number, to: number, before = ''): string[] =>
  Array.from({ length: to - from + 1 }, (_, i) => [`${before}Digit${from + i}`, `${before}Numpad${from + i}`]).flat();

export const BINDINGS: readonly Binding[] = [
  { place: 'worklist', codes: ['KeyJ', 'ArrowDown'], command: 'down', shown: 'J, ↓', does: 'Next study' },
  { place: 'worklist', codes: ['KeyK', 'ArrowUp'], command: 'up', shown: 'K, ↑', does: 'Previous study' },
  { place: 'worklist', codes: ['Enter', 'NumpadEnter'], command: 'open', shown: 'Enter', does: 'Open the study' },
  { place: 'reading', codes: digits(1, 9), command: 'label', shown: '1 – 9', does: 'Finding: present, absent, uncertain, none' },
  { place: 'reading', codes: ['KeyN'], command: 'normal', shown: 'N', does: 'Normal, commit and next study' },
  { place: 'reading', codes: ['KeyU'], command: 'uncertain', shown: 'U', does: 'Last finding becomes uncertain' },
  { place: 'reading', codes: ['Ctrl+KeyZ'], command: 'undo', shown: 'Ctrl+Z', does: 'Undo' },
  { place: 'reading', codes: ['Ctrl+KeyY', 'Ctrl+Shift+KeyZ'], command: 'redo', shown: 'Ctrl+Y, Ctrl+Shift+Z', does: 'Redo' },
  { place: 'reading', codes: ['Ctrl+Enter', 'Ctrl+NumpadEnter'], command: 'commit', shown: 'Ctrl+Enter', does: 'Commit; after an amendment: save it' },
  { place: 'reading', codes: ['KeyS'], command: 'skip', shown: 'S', does: 'Skip, with a reason' },
  { place: 'reading', codes: ['KeyE'], command: 'amend', shown: 'E', does: 'Amend a committed reading' },
  { place: 'reading', codes: digits(1, 5, 'Shift+'), command: 'preset', shown: 'Shift+1 – 5', does: 'Window presets' },
  { place: 'reading', codes: ['KeyW'], command: 'window', shown: 'W', does: 'Drag sets the window; Shift+arrows do' },
  { place: 'reading', codes: ['KeyZ'], command: 'zoom', shown: 'Z', does: 'Drag zooms' },
  { place: 'reading', codes: ['KeyH'], command: 'pan', shown: 'H', does: 'Drag moves the image; Shift+arrows do' },
  { place: 'reading', codes: ['Equal', 'Shift+Equal', 'NumpadAdd', 'Period'], command: 'bigger', shown: '+', does: 'Zoom in; larger brush while painting' },
  { place: 'reading', codes: ['Minus', 'NumpadSubtract', 'Comma'], command: 'smaller', shown: '−', does: 'Zoom out; smaller brush while painting' },
  { place: 'reading', codes: ['KeyI'], command: 'invert', shown: 'I', does: 'Invert' },
  { place: 'reading', codes: ['KeyT'], command: 'rotate', shown: 'T', does: 'Rotate by 90°' },
  { place: 'reading', codes: ['KeyF'], command: 'mirror', shown: 'F', does: 'Mirror: left becomes right' },
  { place: 'reading', codes: ['KeyR'], command: 'reset', shown: 'R', does: 'Reset the view' },
  { place: 'reading', codes: ['ArrowDown', 'PageDown'], command: 'next-image', shown: '↓, wheel', does: 'Next image or frame' },
  { place: 'reading', codes: ['ArrowUp', 'PageUp'], command: 'previous-image', shown: '↑, wheel', does: 'Previous image or frame' },
  { place: 'reading', codes: ['Home'], command: 'first-image', shown: 'Home', does: 'First image' },
  { place: 'reading', codes: ['End'], command: 'last-image', shown: 'End', does: 'Last image' },
  { place: 'reading', codes: ['KeyG'], command: 'cine', shown: 'G', does: 'Play the frames, or pause' },
  { place: 'reading', codes: ['KeyV'], command: 'planes', shown: 'V', does: 'Axial, coronal and sagittal planes of the series, or the stack alone; Tab goes through them' },
  { place: 'reading', codes: ['ArrowRight'], command: 'next-series', shown: '→', does: 'Next series' },
  { place: 'reading', codes: ['ArrowLeft'], command: 'previous-series', shown: '←', does: 'Previous series' },
  { place: 'reading', codes: ['BracketLeft'], command: 'older', shown: '[', does: 'Prior study beside it, then an older one' },
  { place: 'reading', codes: ['BracketRight'], command: 'newer', shown: ']', does: 'Newer prior, then none' },
  { place: 'reading', codes: ['KeyB'], command: 'box', shown: 'B', does: 'Box: two corners, each with Enter or by drag' },
  { place: 'reading', codes: ['KeyP'], command: 'polygon', shown: 'P', does: 'Polygon: Enter or click a vertex' },
  { place: 'reading', codes: ['KeyM'], command: 'brush', shown: 'M', does: 'Brush: Enter puts it down and lifts it, or drag' },
  { place: 'reading', codes: ['KeyL'], command: 'length', shown: 'L', does: 'Length between two points' },
  { place: 'reading', codes: ['Enter', 'NumpadEnter'], command: 'press', shown: 'Enter', does: 'While drawing: set a point' },
  { place: 'reading', codes: ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'].flatMap((key) => [key, `Shift+${key}`]), command: 'move', shown: 'Arrows', does: 'While drawing: move the cursor; with Shift ten times as far' },
  { place: 'reading', codes: ['KeyC'], command: 'close', shown: 'C', does: 'Close the polygon; also Enter twice' },
  { place: 'reading', codes: ['KeyX'], command: 'eraser', shown: 'X', does: 'Brush erases, or paints again' },
  { place: 'reading', codes: ['Delete', 'Backspace'], command: 'delete', shown: 'Delete', does: 'Remove the selected mark; Tab on the image goes through the marks' },
  { place: 'reading', codes: ['KeyD'], command: 'point', shown: 'D', does: 'Selected mark: next corner or vertex; arrows move that, or else the mark' },
  { place: 'reading', codes: ['Space'], command: 'overlays', shown: 'Space', does: 'Hide or show everything drawn' },
  { place: 'reading', codes: ['Shift+KeyA'], command: 'reader-a', shown: 'Shift+A', does: 'Adjudication: marks of reader A' },
  { place: 'reading', codes: ['Shift+KeyB'], command: 'reader-b', shown: 'Shift+B', does: 'Adjudication: marks of reader B' },
  { place: 'both', codes: ['Escape'], command: 'back', shown: 'Esc', does: 'Cancel, then back to the list' },
  { place: 'both', codes: ['Slash'], command: 'help', shown: '?', does: 'These keys' },
];

type Press = Pick<KeyboardEvent, 'code' | 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** All commands of a key; while something is drawn `move` and `press` come first. Letters and signs go by
 * what is printed on the key, digits by its place: with Shift it writes a sign. */
export function commandsOf(press: Press, place: Place): Command[] {
  const sign = { '?': 'Slash', '[': 'BracketLeft', ']': 'BracketRight' }[press.key];
  if (press.altKey && !sign) {
    return [];
  }
  const letter = /^[a-z]$/i.test(press.key) ? `Key${press.key.toUpperCase()}` : null;
  const modifiers = `${press.ctrlKey || press.metaKey ? 'Ctrl+' : ''}${press.shiftKey ? 'Shift+' : ''}`;
  const code = sign ?? `${modifiers}${letter ?? press.code}`;
  return BINDINGS.filter(
    (binding) => (binding.place === place || binding.place === 'both') && binding.codes.includes(code),
  ).map((binding) => binding.command);
}

/** The digit of 1–9 on this key; 0 when it has none. */
export function digitOf(press: Press): number {
  return Number(/^(?:Digit|Numpad)([1-9])$/.exec(press.code)?.[1] ?? 0);
}
