/**
 * Runs inside VS Code's page: finds where source text stands on the screen, and which squiggles lie under it.
 * Plain JavaScript, as it is handed to the browser as it is.
 */
globalThis.editorText = {
  /** The rectangle of `marked` in the first visible line that contains `before + marked + after`; null when no line does. */
  rectOf({ before, marked, after }) {
    for (const line of visibleLines()) {
      const at = textOf(line).indexOf(before + marked + after);
      if (at >= 0) return rectOfPart(line, at + before.length, at + before.length + marked.length);
    }
    return null;
  },

  /** The colour of the text in the rectangle, as CSS computes it: `rgb(…)`. */
  colourAt({ left, right, top, bottom }) {
    const span = document
      .elementsFromPoint((left + right) / 2, (top + bottom) / 2)
      .find((element) => element.matches('.view-line span span'));
    return span ? getComputedStyle(span).color : null;
  },

  /** The severities (`error`, `warning`, `info`) of the squiggles that touch the rectangle. */
  squigglesUnder(rect) {
    const touching = [...document.querySelectorAll('.editor-instance .view-overlays [class*="squiggly-"]')].filter((squiggle) => {
      const own = squiggle.getBoundingClientRect();
      return own.left < rect.right && own.right > rect.left && own.top < rect.bottom && own.bottom > rect.top;
    });
    return touching.map((squiggle) => /squiggly-(\w+)/.exec(squiggle.className)[1]);
  },
};

function visibleLines() {
  return document.querySelectorAll('.editor-instance .view-lines .view-line');
}

/** The editor shows each space as one that does not break. */
function textOf(line) {
  return line.textContent.replaceAll('\u00a0', ' ');
}

function rectOfPart(line, start, end) {
  const range = document.createRange();
  const texts = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  let passed = 0;
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const after = passed + node.data.length;
    if (start >= passed && start < after) range.setStart(node, start - passed);
    if (end > passed && end <= after) range.setEnd(node, end - passed);
    passed = after;
  }
  const { left, right, top, bottom } = range.getBoundingClientRect();
  return { left, right, top, bottom };
}
