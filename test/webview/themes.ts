/** VS Code's colours as a webview gets them, of the themes that are tried in a plain browser. */

export type PageTheme = 'light' | 'dark' | 'high-contrast' | 'high-contrast-light';

export interface ThemeColours {
  /** Class of the body. */
  readonly look: string;
  /** Values of CSS variables. */
  readonly colours: Readonly<Record<string, string>>;
}

export const THEME_COLOURS: Readonly<Record<PageTheme, ThemeColours>> = {
  light: {
    look: 'vscode-light',
    colours: {
      '--vscode-editor-background': '#ffffff',
      '--vscode-editor-foreground': '#3b3b3b',
      '--vscode-foreground': '#3b3b3b',
      '--vscode-sideBar-background': '#f8f8f8',
      '--vscode-panel-border': '#e5e5e5',
      '--vscode-focusBorder': '#005fb8',
      '--vscode-textLink-foreground': '#005fb8',
      '--vscode-input-background': '#ffffff',
      '--vscode-input-border': '#cecece',
      '--vscode-errorForeground': '#c72e0f',
    },
  },
  dark: {
    look: 'vscode-dark',
    colours: {
      '--vscode-editor-background': '#1f1f1f',
      '--vscode-editor-foreground': '#cccccc',
      '--vscode-foreground': '#cccccc',
      '--vscode-sideBar-background': '#181818',
      '--vscode-panel-border': '#2b2b2b',
      '--vscode-focusBorder': '#0078d4',
      '--vscode-textLink-foreground': '#4daafc',
      '--vscode-input-background': '#313131',
      '--vscode-input-foreground': '#cccccc',
      '--vscode-input-placeholderForeground': '#989898',
      '--vscode-input-border': '#3c3c3c',
      '--vscode-errorForeground': '#f85149',
      '--vscode-button-secondaryBackground': '#313131',
      '--vscode-button-secondaryForeground': '#cccccc',
      '--vscode-button-secondaryHoverBackground': '#3c3c3c',
      '--vscode-toolbar-hoverBackground': '#5a5d5e50',
      '--vscode-inputOption-activeBackground': '#2489db82',
      '--vscode-inputOption-activeForeground': '#ffffff',
      '--vscode-quickInput-background': '#222222',
      '--vscode-list-activeSelectionBackground': '#04395e',
      '--vscode-list-activeSelectionForeground': '#ffffff',
    },
  },
  'high-contrast': {
    look: 'vscode-high-contrast',
    colours: {
      '--vscode-editor-background': '#000000',
      '--vscode-editor-foreground': '#ffffff',
      '--vscode-foreground': '#ffffff',
      '--vscode-sideBar-background': '#000000',
      '--vscode-panel-border': '#6fc3df',
      '--vscode-contrastBorder': '#6fc3df',
      '--vscode-focusBorder': '#f38518',
      '--vscode-textLink-foreground': '#21a6ff',
      '--vscode-input-background': '#000000',
      '--vscode-input-foreground': '#ffffff',
      '--vscode-input-placeholderForeground': '#ffffffb3',
      '--vscode-input-border': '#6fc3df',
      '--vscode-errorForeground': '#f48771',
      '--vscode-button-secondaryBackground': '#000000',
      '--vscode-button-secondaryForeground': '#ffffff',
      '--vscode-button-secondaryHoverBackground': '#222222',
      '--vscode-inputOption-activeBackground': '#000000',
      '--vscode-inputOption-activeBorder': '#f38518',
      '--vscode-quickInput-background': '#000000',
      '--vscode-list-activeSelectionBackground': '#222222',
      '--vscode-contrastActiveBorder': '#f38518',
    },
  },
  'high-contrast-light': {
    look: 'vscode-high-contrast-light vscode-high-contrast',
    colours: {
      '--vscode-editor-background': '#ffffff',
      '--vscode-editor-foreground': '#292929',
      '--vscode-foreground': '#292929',
      '--vscode-sideBar-background': '#ffffff',
      '--vscode-panel-border': '#0f4a85',
      '--vscode-contrastBorder': '#0f4a85',
      '--vscode-focusBorder': '#006bbd',
      '--vscode-textLink-foreground': '#0f4a85',
      '--vscode-input-border': '#0f4a85',
      '--vscode-errorForeground': '#b5200d',
    },
  },
};
