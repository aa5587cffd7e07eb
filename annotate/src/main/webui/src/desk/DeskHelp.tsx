import type { JSX } from 'preact';
import { Dialog } from '../ui/Dialog';
import { viewsOf } from './views';

/** The keys of the desk. Everything is a link, a button or a field, too. */
export function DeskHelp({ role, onClose }: { role: string; onClose: () => void }): JSX.Element {
  return (
    <Dialog title="Keys" testId="help" onClose={onClose}>
      <button type="button" class="primary" onClick={onClose} data-testid="help-close">Close</button>
      <div class="columns">
        <table>
          <caption>Views</caption>
          <tbody>
            {viewsOf(role).map((view) => (
              <tr key={view.id}><th scope="row"><kbd>G</kbd> then <kbd>{view.letter}</kbd></th><td>{view.title}</td></tr>
            ))}
          </tbody>
        </table>
        <table>
          <caption>In a view</caption>
          <tbody>
            <tr><th scope="row"><kbd>Tab</kbd></th><td>Next link, button or chart</td></tr>
            <tr><th scope="row"><kbd>←</kbd> <kbd>→</kbd></th><td>On a chart's slider: read the values; <kbd>Home</kbd> and <kbd>End</kbd> too</td></tr>
            <tr><th scope="row"><kbd>Enter</kbd></th><td>Open; in the lineage: put in the middle</td></tr>
            <tr><th scope="row"><kbd>Space</kbd></th><td>Press a button: add a condition, copy a command</td></tr>
            <tr><th scope="row"><kbd>?</kbd></th><td>These keys</td></tr>
          </tbody>
        </table>
      </div>
    </Dialog>
  );
}
