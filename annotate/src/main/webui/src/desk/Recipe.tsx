import type { JSX } from 'preact';

/** A recipe as it was followed. JSON is YAML, so what is saved can be given to a command. */
export function Recipe({ recipe, sha256 }: { recipe: unknown; sha256: string | null }): JSX.Element | null {
  if (recipe === null || recipe === undefined) {
    return null;
  }
  const text = typeof recipe === 'string' ? recipe : JSON.stringify(recipe, null, 2);
  const save = (): void => {
    const url = URL.createObjectURL(new Blob([text, '\n'], { type: 'application/yaml' }));
    const link = Object.assign(document.createElement('a'), { href: url, download: 'recipe.yaml' });
    link.click();
    URL.revokeObjectURL(url);
  };
  return (
    <details class="card" data-testid="recipe">
      <summary>Recipe{sha256 && <> <code>{sha256.slice(0, 12)}</code></>}</summary>
      <button type="button" onClick={save}>Save as recipe.yaml</button>
      <pre tabIndex={0}>{text}</pre>
    </details>
  );
}
