import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { type CommandName, type Values, commandLine } from './command';
import { useApp } from './context';

interface Props {
  name: CommandName;
  with?: Values;
  /** What the command is for, where what stands beside it does not say so. */
  children?: string;
}

/** The command line that gives what is shown, to be copied. */
export function Command({ name, with: values, children }: Props): JSX.Element {
  const app = useApp();
  const code = useRef<HTMLElement>(null);
  const line = commandLine(name, values);
  const copy = async (): Promise<void> => {
    app.say((await copied(line, code.current)) ? `Copied: ${line}` : 'The browser does not copy here. The command is selected: press Ctrl+C.');
  };
  return (
    <div class="command" data-command={name}>
      {children && <span>{children}</span>}
      <code ref={code}>{line}</code>
      <button type="button" onClick={() => void copy()} aria-label={`Copy ${line}`}>Copy</button>
    </div>
  );
}

/** Over plain HTTP there is no clipboard to write to, but what is selected can be copied. */
async function copied(text: string, element: HTMLElement | null): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    if (element) {
      getSelection()?.selectAllChildren(element);
    }
    return document.execCommand('copy');
  }
}
