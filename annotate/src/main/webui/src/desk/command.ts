import templates from './commands.json';

export type CommandName = keyof typeof templates;

/** What a template's places stand for; the option of a list is repeated for each of its values. */
export type Values = Readonly<Record<string, string | readonly string[]>>;

/** One word of a POSIX shell's command line. */
export function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'"'"'`)}'`;
}

/** The command line, ready to be pasted. */
export function commandLine(name: CommandName, values: Values = {}): string {
  return templates[name].replace(/(--\S+ )?\{(\w+)\}/g, (_, option: string | undefined, place: string) => {
    const value = values[place];
    if (value === undefined) {
      throw new Error(`The command ${name} lacks ${place}`);
    }
    return [value].flat().map((one) => (option ?? '') + quoted(one)).join(' ');
  });
}
