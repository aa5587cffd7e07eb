import type { JSX } from 'preact';
import { BINDINGS } from '../model/keys';
import { Dialog } from './Dialog';

const PLACES = { worklist: 'In the list', reading: 'In a reading', both: 'Everywhere' } as const;

export function HelpDialog({ onClose }: { onClose: () => void }): JSX.Element {
  return (
    <Dialog title="Keys" testId="help" onClose={onClose}>
      <button type="button" class="primary" onClick={onClose} data-testid="help-close">Close</button>
      <div class="columns">
        {(['reading', 'worklist', 'both'] as const).map((place) => (
          <table key={place}>
            <caption>{PLACES[place]}</caption>
            <tbody>
              {BINDINGS.filter((binding) => binding.place === place).map(({ shown, does }) => (
                <tr key={shown + does}>
                  <th scope="row"><kbd>{shown}</kbd></th>
                  <td>{does}</td>
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      </div>
      <p>With the right button a drag zooms, with the middle one it moves the image.</p>
    </Dialog>
  );
}
