/** Numbers as people read them; what is not known is a dash. */

const WHOLE = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });

type Maybe = number | null | undefined;

const known = (value: Maybe): value is number => typeof value === 'number' && Number.isFinite(value);

export const count = (value: Maybe): string => (known(value) ? WHOLE.format(value) : '–');

export const counted = (value: number, one: string, many = `${one}s`): string => `${count(value)} ${value === 1 ? one : many}`;

/** Four significant digits; very small and large ones by powers of ten. */
export function figure(value: Maybe): string {
  if (!known(value)) {
    return '–';
  }
  const size = Math.abs(value);
  return size !== 0 && (size < 1e-3 || size >= 1e6) ? value.toExponential(2).replace(/\.?0+e/, 'e') : String(Number(value.toPrecision(4)));
}

export const share = (value: Maybe): string => (known(value) ? value.toFixed(3) : '–');

export const percent = (value: number): string => `${Number((100 * value).toPrecision(3))} %`;

export const interval = (value: Maybe, low: Maybe, high: Maybe): string =>
  known(low) && known(high) ? `${share(value)} (${share(low)} to ${share(high)})` : share(value);

export function duration(seconds: Maybe): string {
  if (!known(seconds)) {
    return '–';
  }
  const all = Math.round(seconds);
  const [hours, minutes] = [Math.floor(all / 3600), Math.floor((all % 3600) / 60)];
  return hours > 0 ? `${hours} h ${minutes} min` : minutes > 0 ? `${minutes} min ${all % 60} s` : `${all} s`;
}

export function bytes(size: number): string {
  const step = Math.min(3, Math.floor(Math.log10(Math.max(1, size)) / 3));
  return `${Number((size / 1000 ** step).toPrecision(3))} ${['B', 'kB', 'MB', 'GB'][step]}`;
}

/** In UTC, to the minute: two people who talk about it see the same. */
export const time = (iso: string | null | undefined): string => (iso ? `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC` : '–');

/** `INSUFFICIENT_EVIDENCE` and `gradientNorm` as words. */
export const words = (name: string): string =>
  name.replaceAll('_', ' ').replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();

export const short = (id: string): string => (/^[0-9a-f-]{32,}$/.test(id) ? id.slice(0, 8) : id);
