/** The language server's entry: `--stdio`, `--node-ipc`, `--pipe` or `--socket` says how the editor is reached. */
import { existsSync } from 'node:fs';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { keyFromPath, pathFromKey, uriFromKey } from './base/documentKey';
import { bundlePath } from './bundlePath';
import { firstQuestion } from './layout/firstQuestion';
import { createLayoutThread } from './layout/layoutThread';
import { serve } from './lsp/server';
import { rulePagesFolder } from './rulePages';
import { rules } from './rules/registry';
import { createDiskHost } from './source/diskHost';
import { knownCodesOf } from './service/settings';
import { createLanguageService } from './service/createLanguageService';
import { openParser } from './syntax/openParser';

const host = createDiskHost();
const pages = rulePagesFolder();
const opening = openParser(process.env);
// Told where it is awaited; here it must not count as forgotten.
opening.catch(() => undefined);

const layouts = createLayoutThread(bundlePath('layoutWorker.js'));

serve({
  connection: createConnection(ProposedFeatures.all),
  codes: knownCodesOf(rules),
  rulePages: pages === null ? null : uriFromKey(keyFromPath(pages)),
  isOnDisk: (key) => existsSync(pathFromKey(key)),
  layout: layouts.layout,
  foresee: (view) => layouts.foresee(firstQuestion(view)),
  async createService({ roots, settings }, log) {
    const { parser, notice } = await opening;
    if (notice !== null) log(notice);
    return createLanguageService({ roots, settings, host, parser, variables: process.env, onFailure: log });
  },
});
