/** The import table of ARCHITECTURE.md as rules. Data runs down the page: each message says why, and what to do instead. */

/** Which rooms of server/src a room may import, itself aside. */
const MAY = {
  base: [],
  protocol: [],
  source: ['base'],
  syntax: ['base'],
  facts: ['syntax', 'base'],
  modules: ['facts', 'syntax', 'base'],
  values: ['modules', 'facts', 'syntax', 'base'],
  project: ['values', 'modules', 'facts', 'syntax', 'base'],
  relations: ['project', 'values', 'modules', 'facts', 'syntax', 'base'],
  rules: ['relations', 'project', 'base'],
  features: ['relations', 'project', 'base', 'protocol'],
  service: ['rules', 'features', 'relations', 'project', 'values', 'modules', 'facts', 'syntax', 'source', 'protocol', 'base'],
  lsp: ['service', 'rules', 'features', 'relations', 'protocol', 'source', 'base'],
  diagram: ['protocol', 'base'],
  layout: ['diagram', 'protocol', 'base'],
  report: ['diagram', 'features', 'rules', 'relations', 'project', 'protocol', 'base'],
};

const rooms = Object.entries(MAY).map(([room, allowed]) => ({
  name: `room-${room}`,
  comment: `${room}/ may import ${allowed.length === 0 ? 'no other room' : allowed.join(', ')}: nothing imports upward. Move the shared part down, or hand the value in.`,
  severity: 'error',
  from: { path: `^server/src/${room}/` },
  to: { path: '^server/src/', pathNot: `^server/src/(${[room, ...allowed].join('|')})/` },
}));

/** One door per library: only this room knows it, so that it can be replaced there. */
const doors = [
  ['tree-sitter', 'tree-sitter|web-tree-sitter', '^server/src/syntax/'],
  [
    'file-system',
    '(node:)?fs(/promises)?',
    '^(server/src/(source/|(cli|command|output)\\.ts|rulePages\\.ts|bundlePath\\.ts|main\\.ts|syntax/openParser\\.ts)|client/src/)',
  ],
  ['language-server', 'vscode-languageserver', '^server/src/(lsp/|main\\.ts)'],
  ['vscode', 'vscode', '^client/src/'],
  ['layout', 'elkjs|d3-force', '^server/src/layout/'],
].map(([name, library, door]) => ({
  name: `door-${name}`,
  comment: `${name} is known behind one door only (${door}). Ask that room for what you need.`,
  severity: 'error',
  from: { pathNot: door },
  to: { path: `^(node_modules/(${library})/|(${library})$)` },
}));

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'Two modules that import each other are one module. Move what both need into a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'client-knows-protocol-only',
      comment: 'Client and server share nothing but what they say to each other (server/src/protocol).',
      severity: 'error',
      from: { path: '^client/', pathNot: '^client/(webview|standalone)/' },
      to: { path: '^server/', pathNot: '^server/src/protocol/' },
    },
    {
      name: 'page-knows-diagram-only',
      comment: 'The page draws what the diagram room makes of a graph, and knows nothing else of the server but its small collections.',
      severity: 'error',
      from: { path: '^client/(webview|standalone)/' },
      to: { path: '^server/', pathNot: '^server/src/(protocol|diagram|base)/' },
    },
    {
      name: 'diagram-runs-anywhere',
      comment: 'The same functions draw in a browser, in a terminal and in a file: diagram/ knows neither node nor a DOM.',
      severity: 'error',
      from: { path: '^server/src/diagram/' },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev'] },
    },
    ...rooms,
    ...doors,
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { extensions: ['.ts', '.mts', '.js', '.json'] },
  },
};
