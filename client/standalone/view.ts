/** Which part of a sheet is seen, and how large: one CSS transform on the sheet, which browsers move without drawing anew. */

export interface View {
  moveBy(x: number, y: number): void;
  /** Zooms around a point of the window. */
  zoomAt(x: number, y: number, factor: number): void;
  /** Zooms around the middle. */
  zoomBy(factor: number): void;
  /** Shows the whole sheet, not larger than it was drawn. */
  fit(): void;
  /** Brings an element of the sheet to the middle, large enough to read. */
  center(element: Element): void;
}

const LEAST = 0.02;
const MOST = 4;
/** Below this, rows are specks. */
const FAR = 0.4;

export function createView(stage: HTMLElement, sheet: HTMLElement): View {
  let [x, y, zoom] = [0, 0, 1];

  function show(): void {
    sheet.style.transform = `translate(${String(x)}px,${String(y)}px) scale(${String(zoom)})`;
    sheet.classList.toggle('is-far', zoom < FAR);
  }

  function zoomAt(clientX: number, clientY: number, factor: number): void {
    const { left, top } = stage.getBoundingClientRect();
    const next = Math.min(MOST, Math.max(LEAST, zoom * factor));
    x = clientX - left - ((clientX - left - x) / zoom) * next;
    y = clientY - top - ((clientY - top - y) / zoom) * next;
    zoom = next;
    sheet.classList.remove('is-gliding');
    show();
  }

  return {
    moveBy(right, down) {
      x += right;
      y += down;
      sheet.classList.remove('is-gliding');
      show();
    },
    zoomAt,
    zoomBy(factor) {
      const { left, top, width, height } = stage.getBoundingClientRect();
      zoomAt(left + width / 2, top + height / 2, factor);
    },
    fit() {
      const { offsetWidth, offsetHeight } = sheet;
      zoom = Math.min(1, stage.clientWidth / Math.max(1, offsetWidth), stage.clientHeight / Math.max(1, offsetHeight));
      x = (stage.clientWidth - offsetWidth * zoom) / 2;
      y = (stage.clientHeight - offsetHeight * zoom) / 2;
      show();
    },
    center(element) {
      const from = stage.getBoundingClientRect();
      const box = element.getBoundingClientRect();
      const middleX = (box.left + box.width / 2 - from.left - x) / zoom;
      const middleY = (box.top + box.height / 2 - from.top - y) / zoom;
      zoom = Math.max(zoom, 0.9);
      x = from.width / 2 - middleX * zoom;
      y = from.height / 2 - middleY * zoom;
      sheet.classList.add('is-gliding');
      show();
    },
  };
}
