/** Types of ensure.mjs, which is plain JavaScript so that it runs before anything is installed. */

/** A VS Code that is ready to be started. */
export interface InstalledHost {
  /** The folder that holds VS Code. */
  readonly root: string;
  /** The script that serves VS Code, installs extensions and tells its version, run with Node. */
  readonly main: string;
}

export declare function ensureHost(): Promise<InstalledHost>;
export declare function ensureBrowser(): Promise<string>;
export declare function ensureNeovim(): Promise<string>;
export declare function findBrowser(): string | null;
export declare function findNeovim(): string | null;
