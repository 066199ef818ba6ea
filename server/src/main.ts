/** The language server's entry: `--stdio`, `--node-ipc`, `--pipe` or `--socket` says how the editor is reached. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { keyFromPath, pathFromKey, uriFromKey } from './base/documentKey';
import { serve } from './lsp/server';
import { rules } from './rules/registry';
import { createDiskHost } from './source/diskHost';
import { knownCodesOf } from './service/settings';
import { createLanguageService } from './service/workspaceState';
import { openParser } from './syntax/openParser';

const host = createDiskHost();
const opening = openParser(process.env);
// Told where it is awaited; here it must not count as forgotten.
opening.catch(() => undefined);

serve({
  connection: createConnection(ProposedFeatures.all),
  codes: knownCodesOf(rules),
  // The pages are shipped beside the bundle, and stand beside their rules in a checkout: `rules` in both.
  rulePages: uriFromKey(keyFromPath(join(__dirname, 'rules'))),
  isOnDisk: (key) => existsSync(pathFromKey(key)),
  async createService({ roots, settings }, log) {
    const { parser, notice } = await opening;
    if (notice !== null) log(notice);
    return createLanguageService({ roots, settings, host, parser, onFailure: log });
  },
});
