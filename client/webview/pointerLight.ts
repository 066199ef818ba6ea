/** While the pointer rests on a row, the line that belongs to it is drawn stronger. */
import type { Stage } from './stage';

export function lightUnderPointer(stage: Stage): void {
  let lit: Element | null = null;
  stage.element.addEventListener('pointerover', ({ target }) => {
    const id = target instanceof Element ? lineOf(target) : null;
    const line = id === null ? null : stage.lineNode(id);
    if (line === lit) return;
    lit?.classList.remove('is-lit');
    line?.classList.add('is-lit');
    lit = line;
  });
}

/** A row's line has the id of its relation; a row of a reverse name holds it. */
function lineOf(target: Element): string | null {
  const arrival = target.closest('[data-arrival]')?.getAttribute('data-arrival');
  if (arrival != null) return arrival;
  const row = target.closest('[data-row]')?.getAttribute('data-row');
  const box = target.closest('[data-box]')?.getAttribute('data-box');
  return row == null || box == null ? null : `${box}.${row}`;
}
