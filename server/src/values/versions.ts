/** Versions, as code asks for them. */
import type { Expression } from '../syntax/python';
import { unknown, type Engine, type Scope } from './engine';
import { list, text, type Value } from './value';

/** `django.VERSION` and `sys.version_info`, of whose five parts the first are likely; null for any other path. */
export function versionNamed({ djangoVersion, memory }: Engine, scope: Scope, path: string, expression: Expression): Value | null {
  const version = path === 'django.VERSION' ? djangoVersion() : path === 'sys.version_info' ? PYTHON : null;
  if (version === null) return null;
  const doubt = unknown(scope, expression);
  memory.doubt(doubt);
  const numbers = version.split('.').map((part): Value => ({ kind: 'number', value: Number.parseInt(part, 10) }));
  const rest = [doubt, doubt].slice(numbers.length - 1);
  return list([...numbers, ...rest, text('final'), { kind: 'number', value: 0 }], 'tuple');
}

/** Which one beyond that, no file of a project says for sure. */
const PYTHON = '3';
