/** Types of serve.mjs. */
import type { InstalledHost } from './ensure.mjs';

export interface ServedHost {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** The server's process, which leads a process group of its own. */
  readonly pid: number;
  /** The address that opens `folder`; with `developed`, the extension in that folder runs without being installed. */
  address(what: { readonly folder: string; readonly developed?: string | undefined }): string;
  stop(): Promise<void>;
}

export declare function installExtension(host: InstalledHost, what: { readonly dir: string; readonly vsix: string }): void;
export declare function serve(
  host: InstalledHost,
  options: { readonly dir: string; readonly port?: number; readonly settings?: Readonly<Record<string, unknown>> },
): Promise<ServedHost>;
