/**
 * Names that a module may bind where no statement is read: `:=`, `global` in a function, captures of `case`, `globals()`, `exec`.
 * Looks at the text, and would rather see too much (comments, strings) than too little: such a name is only no longer proven unbound.
 */

/** The names, each once; `*` when the text may bind any name. */
export function hiddenBindings(text: string): readonly string[] {
  const names = new Set<string>();
  if (text.includes(':=')) for (const [, name = ''] of text.matchAll(/(\w+)\s*:=/g)) names.add(name);
  if (text.includes('global ')) addNames(names, text, /\bglobal[ \t]+([\w, \t]+)/g);
  if (text.includes('case ')) addNames(names, text, /^[ \t]*case[ \t]+([^\n]*)/gm);
  if (ANY_NAME.test(text)) names.add('*');
  return [...names];
}

const ANY_NAME = /\bglobals\(\)|\bexec\(|\bsys\.modules\[/;

function addNames(names: Set<string>, text: string, pattern: RegExp): void {
  for (const [, list = ''] of text.matchAll(pattern)) for (const [name] of list.matchAll(/[A-Za-z_]\w*/g)) names.add(name);
}
