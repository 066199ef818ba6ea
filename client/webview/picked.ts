/** What of the picture lies under the pointer. */
import type { Stage } from './stage';

export type Picked =
  | { readonly of: 'box'; readonly box: string; readonly row: string | null; readonly arrival: string | null }
  | { readonly of: 'pill'; readonly box: string; readonly row: string | null; readonly target: string }
  /** "+3" of a box. */
  | { readonly of: 'more'; readonly box: string }
  | { readonly of: 'line'; readonly line: string }
  | { readonly of: 'area'; readonly app: string }
  | { readonly of: 'ground' };

/** The innermost thing that stands there; where things are merged, the box whose ground it is. */
export function pickedBy(stage: Stage, { target, clientX, clientY }: MouseEvent): Picked {
  const element = target instanceof Element ? target : null;
  const of = (name: string): string | null => element?.closest(`[data-${name}]`)?.getAttribute(`data-${name}`) ?? null;
  const box = of('box');
  if (box !== null) {
    const more = of('open');
    const pill = of('target');
    if (more !== null) return { of: 'more', box: more };
    if (pill !== null) return { of: 'pill', box, row: of('row'), target: pill };
    return { of: 'box', box, row: of('row'), arrival: of('arrival') };
  }
  const line = of('line');
  if (line !== null) return { of: 'line', line };
  const merged = stage.boxesAt(clientX, clientY).at(-1);
  if (merged !== undefined) return { of: 'box', box: merged.box.id, row: null, arrival: null };
  const app = of('area');
  return app === null ? { of: 'ground' } : { of: 'area', app };
}
