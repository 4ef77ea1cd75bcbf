import type { ThemeConfig } from 'antd';

/** The colours of the application; ui/base.css names the same ones for plain elements (kept equal by a test). */
export const palette = {
  accent: '#0b6b6d',
  accentDeep: '#0b4f52',
  accentSoft: '#e3f1ef',
  ink: '#1b2a2b',
  inkSoft: '#4d5f60',
  line: '#d5dfde',
  ground: '#f3f6f5',
  paper: '#ffffff',
  good: '#1f6b3b',
  goodSoft: '#e4f3e8',
  warn: '#8a4b00',
  warnSoft: '#fdf1dc',
  bad: '#a92a22',
  badSoft: '#fcebe8',
  calm: '#2b5a8c',
  calmSoft: '#e7eff8',
  quiet: '#4d5f60',
  quietSoft: '#eaefee',
} as const;

export const fontStack =
  '"PingFang SC", "HarmonyOS Sans SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", system-ui, sans-serif';

/** Calm and dense: lists are read all day. Secondary text and tags keep a contrast of at least 4.5 to 1. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: palette.accent,
    colorLink: palette.accent,
    colorLinkHover: palette.accentDeep,
    colorSuccess: palette.good,
    colorWarning: palette.warn,
    colorError: palette.bad,
    colorInfo: palette.calm,
    colorText: palette.ink,
    colorTextSecondary: palette.inkSoft,
    colorTextTertiary: palette.inkSoft,
    colorTextDescription: palette.inkSoft,
    colorTextPlaceholder: '#66787a',
    colorBorder: '#b6c4c3',
    colorBorderSecondary: palette.line,
    colorBgLayout: palette.ground,
    fontFamily: fontStack,
    fontSize: 14,
    lineHeight: 1.6,
    borderRadius: 6,
    controlHeight: 34,
    wireframe: false,
  },
  components: {
    Button: { fontWeight: 500, primaryShadow: 'none', defaultShadow: 'none' },
    Form: { itemMarginBottom: 18, verticalLabelPadding: '0 0 4px' },
    Drawer: { paddingLG: 20 },
    Modal: { titleFontSize: 17 },
  },
};
