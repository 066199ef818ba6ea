/** How the pages are bundled, the one in a file and the one in a panel: for dist/, and for tests that keep out of it. */
export const pageOptions = {
  entryPoints: [
    { in: 'client/standalone/picturePage.ts', out: 'picturePage' },
    { in: 'client/webview/main.ts', out: 'webview' },
    { in: 'client/webview/page.css', out: 'webview' },
  ],
  bundle: true,
  platform: 'browser',
  format: 'iife',
  target: 'es2022',
  minify: true,
  charset: 'ascii',
  legalComments: 'none',
  logLevel: 'warning',
};
