import type { JSX } from 'preact';
import type { Finding, LabelSet, Mark, Value } from '../api/types';
import type { Shown } from '../image/view';
import { type View, exclusions, targetOf, valueAt } from '../model/labels';
import { lengthText } from '../model/geometry';
import type { ReadingSession, SessionState } from '../model/session';

const VALUES: readonly Value[] = ['present', 'absent', 'uncertain'];
const ABOUT = { study: 'study', series: 'this series', image: 'this image', frame: 'this frame' } as const;

interface Props {
  session: ReadingSession;
  state: SessionState;
  view: View | null;
  shown: Shown | null;
  selected: string | null;
  onMark: (mark: Mark) => void;
  onRemove: (mark: Mark) => void;
}

/** The label set's findings: their keys, values about what is in view, and marks. */
export function FindingsPanel({ session, state, view, shown, selected, onMark, onRemove }: Props): JSX.Element {
  const { labelSet } = session.reading;
  const unknown = state.content.marks.filter((mark) => !session.finding(mark.finding));
  return (
    <section aria-label="Findings" data-testid="findings">
      {labelSet.findings.map((finding) => (
        <FindingRow
          key={finding.id}
          finding={finding}
          set={labelSet}
          value={valueAt(state.content, finding.id, targetOf(finding.level, view))}
          elsewhere={state.content.labels.filter((label) => label.finding === finding.id).length}
          active={state.active === finding.id}
          missing={state.missing.includes(finding.id)}
          editable={session.editable}
          onValue={(value) => session.label(finding, view, value)}
        >
          {state.content.marks
            .filter((mark) => mark.finding === finding.id)
            .map((mark, index) => (
              <MarkLine
                key={mark.id}
                mark={mark}
                number={index + 1}
                shown={shown}
                selected={mark.id === selected}
                editable={session.editable}
                onMark={onMark}
                onRemove={onRemove}
              />
            ))}
        </FindingRow>
      ))}
      {unknown.length > 0 && <p class="trouble">{unknown.length} marks belong to no finding of this label set.</p>}
      {labelSet.remarks && (
        <label class="remark">
          Remark
          <textarea
            rows={3}
            maxLength={2000}
            value={state.content.remark}
            readOnly={!session.editable}
            data-testid="remark"
            onChange={(event) => session.remark((event.currentTarget as HTMLTextAreaElement).value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape' || (event.key === 'Enter' && event.ctrlKey)) {
                event.preventDefault();
                event.stopPropagation();
                event.currentTarget.blur();
                document.querySelector<HTMLElement>('.pane')?.focus();
              }
            }}
          />
        </label>
      )}
    </section>
  );
}

interface RowProps {
  finding: Finding;
  set: LabelSet;
  value: Value | null;
  elsewhere: number;
  active: boolean;
  missing: boolean;
  editable: boolean;
  onValue: (value: Value | null) => void;
  children: JSX.Element[];
}

function FindingRow(props: RowProps): JSX.Element {
  const { finding, set, value, elsewhere, active, missing, editable, onValue, children } = props;
  const excluded = exclusions(set, finding).map((other) => other.title);
  return (
    <fieldset
      class={`finding${active ? ' active' : ''}${missing ? ' missing' : ''}`}
      data-testid={`finding-${finding.id}`}
      data-value={value ?? 'none'}
      data-active={String(active)}
    >
      <legend>
        {finding.key && <kbd>{finding.key}</kbd>} {finding.normal && <kbd>N</kbd>} {finding.title}
        {finding.required && <abbr title="needs a value before commit"> *</abbr>}
        {finding.level !== 'study' && <small> {ABOUT[finding.level]}{elsewhere > 0 ? `, ${elsewhere} labelled` : ''}</small>}
      </legend>
      <div class="values">
        {VALUES.map((one) => (
          <button
            key={one}
            type="button"
            class={one}
            aria-pressed={value === one}
            disabled={!editable}
            data-testid={`${finding.id}-${one}`}
            onClick={() => onValue(value === one ? null : one)}
          >
            {one}
          </button>
        ))}
      </div>
      {missing && <p class="trouble">needs a value</p>}
      {excluded.length > 0 && <p class="hint">not together with {excluded.join(', ')}</p>}
      {children.length > 0 && <ul class="marks">{children}</ul>}
    </fieldset>
  );
}

interface MarkProps {
  mark: Mark;
  number: number;
  shown: Shown | null;
  selected: boolean;
  editable: boolean;
  onMark: (mark: Mark) => void;
  onRemove: (mark: Mark) => void;
}

function MarkLine({ mark, number, shown, selected, editable, onMark, onRemove }: MarkProps): JSX.Element {
  const here = shown?.picture.instance === mark.instance && shown.picture.frame === mark.frame;
  const [from, to] = mark.points ?? [];
  const length = mark.shape === 'length' && from && to && here ? ` ${lengthText(from, to, shown.spacing)}` : '';
  return (
    <li data-testid={`mark-${mark.id}`}>
      <button type="button" aria-pressed={selected} onClick={() => onMark(mark)}>
        {mark.shape} {number}{length}{here ? '' : ' (another image)'}
      </button>
      {editable && (
        <button type="button" aria-label={`Remove ${mark.shape} ${number}`} onClick={() => onRemove(mark)}>✕</button>
      )}
    </li>
  );
}
