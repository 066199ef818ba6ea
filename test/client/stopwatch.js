/**
 * Runs inside VS Code's page: how long a panel takes, from the Enter that runs its command to the frame after the one that shows
 * it. Who asks from outside of the page asks too seldom, and makes it slower. Plain JavaScript, as it is handed to the browser as it is.
 */
globalThis.stopwatch = {
  /** Gives the milliseconds to `stop`. The panel is there when its page holds what `selector` finds. */
  start(selector) {
    globalThis.stopwatch.passed = new Promise((resolve) => {
      const begin = (event) => {
        if (event.key !== 'Enter') return;
        removeEventListener('keydown', begin, true);
        const begun = performance.now();
        const look = () =>
          requestAnimationFrame(isShown(selector) ? () => requestAnimationFrame(() => resolve(performance.now() - begun)) : look);
        look();
      };
      addEventListener('keydown', begin, true);
    });
  },
};

/** In the frame of a panel VS Code keeps a second one, which it shows when all is loaded. */
function isShown(selector) {
  const panel = document.querySelector('iframe.webview.ready');
  return panel?.contentDocument?.querySelector('iframe#active-frame')?.contentDocument?.querySelector(selector) != null;
}
