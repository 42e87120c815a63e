import { CopyButton, UnstyledButton } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import "./evidence.css";

/** A hash whole, so that it can be compared, with one tap to copy it. */
export function Hash({ value, testid }: { value: string; testid?: string }) {
  const { t } = useTranslation("common");
  return (
    <span className="ys-hash">
      <code data-testid={testid}>{value}</code>
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <UnstyledButton
            className="copy"
            onClick={copy}
            aria-label={copied ? t("copied") : t("copy")}
          >
            {copied ? <IconCheck size={18} stroke={2} /> : <IconCopy size={18} stroke={1.8} />}
          </UnstyledButton>
        )}
      </CopyButton>
    </span>
  );
}
