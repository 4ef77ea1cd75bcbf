import type { ThemeConfig } from 'antd';
import { palette } from './palette.ts';

export const fontStack =
  '"PingFang SC", "HarmonyOS Sans SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", system-ui, sans-serif';

/** Calm and dense: lists are read all day. Secondary text and tags keep a contrast of at least 4.5 to 1. */
export const theme: ThemeConfig = {
  token: {
    // Whoever asked the system for less motion gets none (WCAG 2.3.3).
    motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
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
