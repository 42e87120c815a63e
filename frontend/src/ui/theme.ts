import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from "@mantine/core";

// Shade 8 is the token of the light scheme, shade 4 the one of the dark scheme (tokens.css).
const brand: MantineColorsTuple = [
  "#EDF1FE",
  "#DAE2FD",
  "#B9C8FB",
  "#A9BEFF",
  "#86A4FF",
  "#5F83F5",
  "#4569EC",
  "#2F58E2",
  "#1F4BD8",
  "#1A3FB8",
];
const ok: MantineColorsTuple = [
  "#E6F5EE",
  "#CDEBDD",
  "#A3DCC1",
  "#7DE3B2",
  "#56D99B",
  "#2FBF80",
  "#12A067",
  "#0E8E59",
  "#0A7A4B",
  "#075F3A",
];
const warn: MantineColorsTuple = [
  "#FDF2DF",
  "#FAE3BC",
  "#F8D69A",
  "#FFD07F",
  "#FFC25C",
  "#F0A52C",
  "#C97F0A",
  "#AD6805",
  "#8F4E00",
  "#733F00",
];
const bad: MantineColorsTuple = [
  "#FCEBE9",
  "#F9D3CF",
  "#F5B0A9",
  "#FFA79E",
  "#FF9388",
  "#F0645A",
  "#DC3B31",
  "#C5302A",
  "#B3261E",
  "#8F1D17",
];
const ink: MantineColorsTuple = [
  "#F1F4F9",
  "#E2E6EC",
  "#C5CCD7",
  "#BBC5D4",
  "#F1F4F9",
  "#7D879A",
  "#5E6A80",
  "#445066",
  "#0F1728",
  "#0A0E15",
];

const touch = { defaultProps: { size: "lg" } };

/** The tokens as a Mantine theme: 44 px controls by default, one saturated color. */
export const theme = createTheme({
  colors: { brand, ok, warn, bad, ink },
  primaryColor: "brand",
  primaryShade: { light: 8, dark: 4 },
  autoContrast: true,
  luminanceThreshold: 0.38,
  fontFamily: "var(--font)",
  fontFamilyMonospace: "var(--font-num)",
  headings: { fontFamily: "var(--font)", fontWeight: "700" },
  fontSizes: { xs: "12px", sm: "13px", md: "15px", lg: "16px", xl: "19px" },
  lineHeights: { xs: "1.3", sm: "1.45", md: "1.5", lg: "1.6", xl: "1.35" },
  spacing: { xs: "8px", sm: "12px", md: "16px", lg: "24px", xl: "32px" },
  radius: { xs: "6px", sm: "6px", md: "10px", lg: "14px", xl: "20px" },
  defaultRadius: "md",
  breakpoints: { xs: "22.5em", sm: "37.5em", md: "51.25em", lg: "73.75em", xl: "90em" },
  focusRing: "never",
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: "md" }, classNames: { root: "ys-button" } },
    TextInput: touch,
    Textarea: touch,
    NativeSelect: touch,
    Select: touch,
    NumberInput: touch,
    Checkbox: { defaultProps: { size: "md" } },
    Radio: { defaultProps: { size: "md" } },
    Switch: { defaultProps: { size: "md" } },
    Modal: { defaultProps: { radius: "lg", centered: true } },
  },
});

const common = {
  "--mantine-color-body": "var(--canvas)",
  "--mantine-color-text": "var(--ink)",
  "--mantine-color-dimmed": "var(--ink-3)",
  "--mantine-color-placeholder": "var(--ink-3)",
  "--mantine-color-error": "var(--bad)",
  "--mantine-color-anchor": "var(--brand)",
  "--mantine-color-default": "var(--surface)",
  "--mantine-color-default-hover": "var(--sunken)",
  "--mantine-color-default-color": "var(--ink)",
  "--mantine-color-default-border": "var(--line-strong)",
  "--mantine-color-disabled": "var(--sunken)",
  "--mantine-color-disabled-color": "var(--ink-3)",
};

/** Mantine's own variables read the tokens, so both schemes come from one file. */
export const resolver: CSSVariablesResolver = () => ({
  variables: {},
  light: common,
  dark: common,
});
