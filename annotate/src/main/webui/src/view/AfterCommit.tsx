import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { ReadingSession, SessionState } from '../model/session';

interface Props {
  session: ReadingSession;
  state: SessionState;
  onNext: () => void;
  onAmend: () => void;
}

/** After the commit: the model's suggestion, which was hidden until now, beside what the reader said. */
export function AfterCommit({ session, state, onNext, onAmend }: Props): JSX.Element {
  const next = useRef<HTMLButtonElement>(null);
  useEffect(() => next.current?.focus(), []);
  const { suggestion, version } = state;
  return (
    <section class="after" aria-labelledby="after-title" data-testid="committed">
      <h2 id="after-title">Committed{version > 1 ? `, version ${version}` : ''}</h2>
      {suggestion && (
        <table data-testid="suggestion">
          <caption>Suggestion of {suggestion.source}</caption>
          <thead>
            <tr><th scope="col">Finding</th><th scope="col">Model</th><th scope="col">You</th></tr>
          </thead>
          <tbody>
            {Object.entries(suggestion.findings).map(([id, probability]) => (
              <tr key={id}>
                <th scope="row">{session.finding(id)?.title ?? id}</th>
                <td>
                  <meter min={0} max={1} value={probability} /> {probability.toFixed(2)}
                </td>
                <td>{[...new Set(state.content.labels.filter((label) => label.finding === id).map((label) => label.value))].join(', ') || '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div class="row">
        <button ref={next} type="button" class="primary" onClick={onNext} data-testid="next">
          {state.next ? 'Next study' : 'Back to the list'}
        </button>
        <button type="button" onClick={onAmend} data-testid="amend">Amend <kbd>E</kbd></button>
      </div>
    </section>
  );
}
