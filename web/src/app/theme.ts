import { Button, type CSSVariablesResolver, createTheme, Input, Tooltip } from '@mantine/core';

/** One accent, true greys, 14 px base, 4 px grid. Colours that carry text reach 4.5:1 in both schemes. */
export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 8, dark: 8 },
  fontFamily:
    'Inter, ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  fontFamilyMonospace:
    '"JetBrains Mono", ui-monospace, SFMono-Regular, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '3px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
  defaultRadius: 'sm',
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '28px' },
      h2: { fontSize: '15px', lineHeight: '22px' },
      h3: { fontSize: '14px', lineHeight: '20px' },
    },
  },
  colors: {
    dark: [
      '#ececee',
      '#c2c2c7',
      '#a3a3a9',
      '#75757c',
      '#4b4b51',
      '#35353a',
      '#28282c',
      '#18181b',
      '#121214',
      '#0b0b0c',
    ],
  },
  components: {
    Button: Button.extend({
      defaultProps: { size: 'sm' },
      vars: (_theme, props) =>
        props.size === 'compact'
          ? { root: { '--button-height': '26px', '--button-padding-x': '9px', '--button-fz': '12px' } }
          : { root: { '--button-height': '32px', '--button-padding-x': '12px', '--button-fz': '13px' } },
      styles: { root: { fontWeight: 500 } },
    }),
    Input: Input.extend({
      vars: () => ({ wrapper: { '--input-height': '32px', '--input-fz': '13px' } }),
    }),
    InputWrapper: Input.Wrapper.extend({
      defaultProps: { size: 'sm' },
      styles: {
        description: { fontSize: 12, lineHeight: '16px' },
        error: { fontSize: 12, lineHeight: '16px' },
      },
    }),
    ModalOverlay: { defaultProps: { backgroundOpacity: 0.35 } },
    Tooltip: Tooltip.extend({
      defaultProps: { openDelay: 250, withArrow: false, multiline: true, transitionProps: { duration: 80 } },
      styles: { tooltip: { fontSize: 12, maxWidth: 360, padding: '4px 8px' } },
    }),
  },
});

export const colourVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-text': '#17191e',
    '--mantine-color-body': '#ffffff',
    '--mantine-color-dimmed': '#5b6270',
    '--mantine-color-placeholder': '#6b7280',
    '--mantine-color-error': '#b42318',
    '--mantine-color-anchor': '#364fc7',
    '--mantine-color-default-border': '#d4d8de',
    '--ia-page': '#fbfbfc',
    '--ia-surface': '#ffffff',
    '--ia-sunken': '#f4f5f7',
    '--ia-hover': '#f3f5fa',
    '--ia-selected': '#e9eefc',
    '--ia-line': '#e3e6ea',
    '--ia-line-strong': '#cdd2d9',
    '--ia-good': '#1f7a3d',
    '--ia-warn': '#7d5200',
    '--ia-bad': '#b42318',
    '--ia-added': '#e3f5e8',
    '--ia-added-strong': '#b6e4c3',
    '--ia-removed': '#fdebea',
    '--ia-removed-strong': '#f8c9c6',
    '--ia-stripe': '#dfe3ea',
    '--ia-medium': '#7a5300',
    '--ia-medium-line': '#e0a100',
    '--ia-low': '#5b6270',
  },
  dark: {
    '--mantine-color-text': '#ececee',
    '--mantine-color-body': '#18181b',
    '--mantine-color-dimmed': '#a6a6ad',
    '--mantine-color-placeholder': '#8f8f97',
    '--mantine-color-error': '#ff8a80',
    '--mantine-color-anchor': '#a5b8ff',
    '--mantine-color-default-border': '#3b3b41',
    '--ia-page': '#121214',
    '--ia-surface': '#18181b',
    '--ia-sunken': '#1f1f23',
    '--ia-hover': '#202025',
    '--ia-selected': '#262b3f',
    '--ia-line': '#2b2b30',
    '--ia-line-strong': '#43434a',
    '--ia-good': '#6fd08c',
    '--ia-warn': '#f5c451',
    '--ia-bad': '#ff8a80',
    '--ia-added': '#12291a',
    '--ia-added-strong': '#1e4a2d',
    '--ia-removed': '#331716',
    '--ia-removed-strong': '#5c2522',
    '--ia-stripe': '#34343a',
    '--ia-medium': '#f5c451',
    '--ia-medium-line': '#a37a14',
    '--ia-low': '#a6a6ad',
  },
});
