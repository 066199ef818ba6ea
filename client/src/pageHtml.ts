/** The document of a graph panel. Its policy lets nothing run but our script, load nothing but our style, and talk to nobody. */

export interface PageParts {
  /** Addresses that the page can load. */
  readonly script: string;
  readonly style: string;
  /** Where the style comes from, as a policy names it. */
  readonly styleSource: string;
  /** Used once. */
  readonly nonce: string;
}

/** Pictures of the picture itself, which become a PNG, are the one thing that is loaded: from memory. */
export function pageHtml({ script, style, styleSource, nonce }: PageParts): string {
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${styleSource}; img-src blob:; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${style}">
<title>Django Relations</title>
</head>
<body>
<div id="page"></div>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>
`;
}
