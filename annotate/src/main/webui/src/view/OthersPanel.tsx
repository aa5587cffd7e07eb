import type { JSX } from 'preact';
import type { Content } from '../api/types';
import { compare } from '../model/disagreement';
import type { ReadingSession } from '../model/session';

export const READER_COLOURS: readonly string[] = ['#ffb454', '#d5a6ff', '#7ee2a8', '#ff9ea8'];

interface Props {
  session: ReadingSession;
  others: readonly { reader: string; content: Content }[];
  hidden: readonly string[];
  onToggle: (reader: string) => void;
}

/** What the first readers committed, side by side; where they disagree comes first. */
export function OthersPanel({ session, others, hidden, onToggle }: Props): JSX.Element {
  const rows = compare(session.reading.labelSet, others);
  return (
    <section aria-labelledby="others-title" class="others" data-testid="others">
      <h2 id="others-title">
        {rows.filter((row) => !row.agree).length} of {rows.length} findings differ
      </h2>
      <div class="row" role="group" aria-label="Marks shown">
        {others.map(({ reader }, index) => (
          <button
            key={reader}
            type="button"
            aria-pressed={!hidden.includes(reader)}
            style={{ borderColor: READER_COLOURS[index % READER_COLOURS.length] }}
            data-testid={`reader-${reader}`}
            onClick={() => onToggle(reader)}
          >
            Marks of {reader}
          </button>
        ))}
      </div>
      <table>
        <thead>
          <tr>
            <th scope="col">Finding</th>
            {others.map(({ reader }) => <th key={reader} scope="col">{reader}</th>)}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ finding, opinions, agree }) => (
            <tr key={finding.id} class={agree ? '' : 'differs'} data-testid={`compare-${finding.id}`} data-agree={String(agree)}>
              <th scope="row">{finding.title}</th>
              {opinions.map(({ reader, value, marks }) => (
                <td key={reader}>
                  {value ?? '–'}{marks > 0 ? `, ${marks} ${marks === 1 ? 'mark' : 'marks'}` : ''}
                  {session.editable && (
                    <button
                      type="button"
                      aria-label={`Take ${reader}'s ${finding.title} over`}
                      data-testid={`adopt-${finding.id}-${reader}`}
                      onClick={() => {
                        const from = others.find((other) => other.reader === reader);
                        if (from) {
                          session.adopt(finding.id, from.content, () => crypto.randomUUID());
                        }
                      }}
                    >
                      take
                    </button>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {others.map(({ reader, content }) => content.remark && <p key={reader}>{reader}: {content.remark}</p>)}
    </section>
  );
}
