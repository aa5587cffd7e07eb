import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Answer, useAsked } from './asked';
import { useApp, useRole } from './context';

/** A picture that the server draws. It comes through the client, so that a refusal says why, and an ended session asks. */
export function Picture({ path, alt, testId }: { path: string; alt: string; testId?: string }): JSX.Element {
  const app = useApp();
  const pixels = useRole() === 'researcher';
  const asked = useAsked(() => (pixels ? app.client.picture(path) : Promise.resolve(null)), path);
  const [url, setUrl] = useState('');
  useEffect(() => {
    if (!asked.value) {
      return;
    }
    const made = URL.createObjectURL(asked.value);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [asked.value]);
  if (!pixels) {
    return <p class="hint">Pictures are for researchers: auditors see no pixels.</p>;
  }
  return (
    <div class="pictured">
      <Answer of={asked} what="the picture">
        {() => url && <a href={url} target="_blank" rel="noreferrer"><img class="picture" src={url} alt={alt} data-testid={testId} /></a>}
      </Answer>
    </div>
  );
}
