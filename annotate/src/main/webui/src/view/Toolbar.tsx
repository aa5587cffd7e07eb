import type { JSX } from 'preact';
import type { LabelSet, Shape } from '../api/types';
import type { Preset } from '../model/presets';
import { useStore } from '../model/store';
import type { Room } from './room';
import type { RoomState, Tool } from './roomState';

const TOOLS: readonly [Tool, string, string][] = [
  ['window', 'Window', 'W'],
  ['zoom', 'Zoom', 'Z'],
  ['pan', 'Pan', 'H'],
];
const SHAPES: readonly [Shape, string, string][] = [
  ['box', 'Box', 'B'],
  ['polygon', 'Polygon', 'P'],
  ['mask', 'Brush', 'M'],
  ['length', 'Length', 'L'],
];

interface Props {
  room: Room;
  state: RoomState;
  presets: readonly Preset[];
  labelSet: LabelSet;
}

export function Toolbar({ room, state, presets, labelSet }: Props): JSX.Element {
  const { drawing } = useStore(room.pen.state);
  const planes = useStore(room.planes.state);
  const playing = useStore(room.cine.playing);
  const taken = new Set(labelSet.findings.flatMap((finding) => finding.marks ?? []));
  const { shown } = state;
  return (
    <div role="toolbar" aria-label="Tools" class="row tools">
      {TOOLS.map(([tool, title, key]) => (
        <button key={tool} type="button" title={`${title} (${key})`} aria-pressed={!drawing && state.tool === tool} data-testid={`tool-${tool}`} onClick={() => {
          room.pen.cancel();
          room.set({ tool });
        }}>
          {title}
        </button>
      ))}
      {SHAPES.filter(([shape]) => taken.has(shape)).map(([shape, title, key]) => (
        <button key={shape} type="button" title={`${title} (${key})`} aria-pressed={drawing?.subject.shape === shape} data-testid={`tool-${shape}`} onClick={() => room.begin(shape)}>
          {title}
        </button>
      ))}
      <label class="row">
        <span class="hidden">Window preset</span>
        <select
          value=""
          data-testid="presets"
          onChange={(event) => {
            room.preset(Number(event.currentTarget.value));
            event.currentTarget.value = '';
          }}
        >
          <option value="" disabled>Preset</option>
          {presets.map((preset, index) => <option key={preset.title} value={index}>{index + 1} {preset.title}</option>)}
        </select>
      </label>
      <button type="button" title="Invert (I)" aria-pressed={shown?.inverted ?? false} onClick={() => room.view?.invert()} data-testid="invert">Invert</button>
      <button type="button" title="Rotate (T)" onClick={() => room.view?.rotate()}>Rotate</button>
      <button type="button" title="Mirror (F)" aria-pressed={shown?.mirrored ?? false} onClick={() => room.view?.mirror()} data-testid="mirror">Mirror</button>
      <button type="button" title="Reset (R)" onClick={() => room.adjusted?.reset()}>Reset</button>
      <button type="button" title="Planes (V)" aria-pressed={planes.phase !== 'off'} onClick={() => void room.planes.toggle()} data-testid="planes">Planes</button>
      {(shown?.count ?? 0) > 1 && <button type="button" title="Play (G)" aria-pressed={playing} onClick={() => room.cine.toggle()} data-testid="cine">{playing ? 'Pause' : 'Play'}</button>}
      {planes.phase === 'loading' && <progress aria-label="Slices loaded" max={planes.total} value={planes.loaded} data-testid="planes-progress" />}
      <button type="button" title="Hide drawings (Space)" aria-pressed={!state.overlays} data-testid="overlays" onClick={() => room.set({ overlays: !state.overlays })}>Hide marks</button>
    </div>
  );
}
