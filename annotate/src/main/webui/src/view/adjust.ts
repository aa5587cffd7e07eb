import type { PlaneView } from '../image/plane';
import type { ImageView } from '../image/view';
import type { Command } from '../model/keys';

/** Commands that change how the image looks, and nothing else. False when it is none of these. */
export function adjust(command: Command, view: ImageView | null, plane: PlaneView | null): boolean {
  switch (command) {
    case 'invert':
      view?.invert();
      return true;
    case 'rotate':
      view?.rotate();
      return true;
    case 'mirror':
      view?.mirror();
      return true;
    case 'reset':
      (plane ?? view)?.reset();
      return true;
    case 'first-image':
      void view?.go(0);
      return true;
    case 'last-image':
      void view?.go(Number.MAX_SAFE_INTEGER);
      return true;
    default:
      return false;
  }
}
