import { Checkbox, Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ShellStatus } from "@/ui/Shell";

const KEYS = ["space", "s", "n", "r", "u", "b", "digits", "help"] as const;
const CAPS: Record<(typeof KEYS)[number], string> = {
  space: "",
  s: "S",
  n: "N",
  r: "R",
  u: "Z U",
  b: "B",
  digits: "1–5",
  help: "?",
};

interface Props {
  opened: boolean;
  onOpen: () => void;
  onClose: () => void;
  on: boolean;
  onChange: (on: boolean) => void;
}

/** The single keys of the console, and the switch that turns them off. */
export function KeysHelp({ opened, onOpen, onClose, on, onChange }: Props) {
  const { t } = useTranslation("org");
  return (
    <>
      <ShellStatus>
        <button type="button" className="og-keysbtn" onClick={onOpen} data-testid="keys-open">
          <kbd className="ys-kbd">?</kbd>
          <span>{t("keys.title")}</span>
        </button>
      </ShellStatus>
      <Modal
        opened={opened}
        onClose={onClose}
        title={t("keys.title")}
        closeButtonProps={{ "aria-label": t("keys.close") }}
      >
        <dl className="og-keys">
          {KEYS.map((key) => (
            <div key={key}>
              <dt>
                <kbd className="ys-kbd">{CAPS[key] || t("keys.space")}</kbd>
              </dt>
              <dd>{t(`keys.${key}.does`)}</dd>
            </div>
          ))}
        </dl>
        <Checkbox
          label={t("keys.on")}
          checked={on}
          onChange={(event) => onChange(event.currentTarget.checked)}
          data-testid="keys-on"
        />
      </Modal>
    </>
  );
}
