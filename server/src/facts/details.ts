/**
 * What is looked at in one file only when somebody asks: bodies of functions, attributes of classes, and changes of lists that stand
 * in functions. Remembers what was asked, so that an edit elsewhere in the file changes nothing.
 */
import { cutFunction, cutLambda, parseFunction, type FunctionSource, type FunctionText } from '../syntax/functionSource';
import type { NodeId, PythonParser, Spans } from '../syntax/python';
import type { Detail, Details, FileShape, Member } from './fileShape';
import { changesIn } from './loops';
import { lastMember } from './members';
import { withoutIds } from './sameOutline';

interface FileSource {
  readonly text: string;
  readonly shape: FileShape;
  readonly spans: Spans;
  readonly parser: PythonParser;
}

/** The details of one file. Nothing is looked at yet. */
export function createDetails({ text, shape, spans, parser }: FileSource): Details {
  const asked = new Set<Detail>();
  const parsed = new Map<string, FunctionSource | null>();

  function ask(detail: Detail): void {
    asked.add(detail);
  }

  function cutOf(path: string): FunctionText | null {
    const nameId = functionId(shape, path);
    const start = nameId === null ? undefined : spans.startOf(nameId);
    const end = nameId === null ? undefined : spans.endOf(nameId);
    return start === undefined || end === undefined ? null : cutFunction(text, start, end);
  }

  function memberAt(path: string): Member | undefined {
    const cut = path.lastIndexOf('.');
    const members = shape.classes.findLast((each) => each.path === path.slice(0, cut))?.members;
    return members === undefined ? undefined : lastMember(members, path.slice(cut + 1));
  }

  function changes(name: string): boolean {
    const inSight = changesIn(shape.bindings).filter((change) => change.name === name).length;
    return [...text.matchAll(changePattern(name))].length > inSight;
  }

  function say(detail: Detail): string {
    const cut = detail.indexOf(' ');
    const path = detail.slice(cut + 1);
    if (detail.startsWith('setting')) return String(sets(text, path));
    if (detail.startsWith('function')) return JSON.stringify(cutOf(path));
    return detail.startsWith('member') ? withoutIds(memberAt(path) ?? null) : String(changes(path));
  }

  return {
    functionAt(path) {
      ask(`function ${path}`);
      let known = parsed.get(path);
      if (known === undefined) {
        const cut = cutOf(path);
        parsed.set(path, (known = cut === null ? null : parseFunction(parser, cut)));
      }
      return known;
    },
    lambdaOf(written) {
      // The text is all that counts: nothing else of the file is asked.
      const cut = cutLambda(written);
      return cut === null ? null : parseFunction(parser, cut);
    },
    memberOf(classPath, name) {
      ask(`member ${classPath}.${name}`);
      return memberAt(`${classPath}.${name}`);
    },
    changesOutOfSight(name) {
      ask(`changes ${name}`);
      return changes(name);
    },
    setsSetting(name) {
      ask(`setting ${name}`);
      return sets(text, name);
    },
    sameIn(after) {
      for (const detail of asked) {
        if (say(detail) !== after.say(detail)) return false;
        after.asked.add(detail);
      }
      return true;
    },
    say,
    asked,
  };
}

/** The name of the function that a path means at the end of the module; null where it is no function, or a condition decides. */
function functionId(shape: FileShape, path: string): NodeId | null {
  const cut = path.lastIndexOf('.');
  if (cut === -1) {
    const last = shape.bindings.findLast(({ name }) => name === path);
    return last?.value.kind === 'function' && last.certain ? last.id : null;
  }
  const member = shape.classes
    .findLast((each) => each.path === path.slice(0, cut))
    ?.members.findLast(({ name }) => name === path.slice(cut + 1));
  return member?.kind === 'function' && member.certain ? member.nameId : null;
}

/** Whether some text says `settings.NAME = …`, or `setattr(settings, key, …)` with a key that is worked out. */
function sets(text: string, setting: string): boolean {
  // A pattern is made only where it may be found.
  const isNamed = text.includes(`settings.${setting}`) && new RegExp(`\\bsettings\\.${setting}\\s*=(?!=)`).test(text);
  return isNamed || (text.includes('setattr(') && /\bsetattr\(\s*settings\s*,\s*[^\s"']/.test(text));
}

const METHODS = 'append|extend|insert|remove|pop|clear|sort|reverse|update|setdefault|popitem|add|discard';

/** Statements that change what `name` holds, as they are mostly written. */
function changePattern(name: string): RegExp {
  return new RegExp(`(?<![\\w.])${name}\\s*(?:(?:\\[[^\\]\\n]*\\])+\\s*[-+*/|&]?=(?!=)|[-+|&]=|\\.(?:${METHODS})\\()`, 'g');
}
