/** Objects that installed distributions offer to others under a group and a name, as their `entry_points.txt` says. */

export interface EntryPoint {
  readonly group: string;
  readonly name: string;
  /** Where the object is: `module:attribute`, or a module alone. */
  readonly value: string;
}

/**
 * Reads the text of an `entry_points.txt`: sections of `name = value [extras]`
 * (packaging.python.org/specifications/entry-points).
 */
export function readEntryPoints(text: string): readonly EntryPoint[] {
  const found: EntryPoint[] = [];
  let group = '';
  for (const line of text.split(/\r?\n/)) {
    const section = /^\s*\[(.+)\]\s*$/.exec(line);
    if (section?.[1] !== undefined) group = section[1].trim();
    const [, name, value] = /^\s*([^#;=\s][^=]*?)\s*=\s*([\w.:]+)\s*(?:\[.*\])?\s*$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) found.push({ group, name, value });
  }
  return found;
}
