import { Checkbox, Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { singleKeys, singleKeysSet } from "@/lib/keys";
import { useSignal } from "@/offline/react";
import "./keys.css";

export interface KeyLine {
  /** As printed on the keys, in the order of pressing. */
  keys: string[];
  does: string;
  /** A key without Ctrl or Cmd that the switch turns off. */
  single?: boolean;
}

interface Props {
  lines: KeyLine[];
  onClose: () => void;
}

/** What the keyboard can do on this page, and the switch for single keys. */
export function KeysDialog({ lines, onClose }: Props) {
  const { t } = useTranslation("ui");
  const on = useSignal(singleKeys);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("keys.title")}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <div data-testid="keys">
        <Checkbox
          checked={on}
          label={t("keys.single")}
          description={t("keys.singleWhy")}
          onChange={(event) => singleKeysSet(event.currentTarget.checked)}
          data-testid="keys-single"
        />
        <dl className="ys-keys">
          {lines.map(({ keys, does, single }) => (
            <div key={does} className={single && !on ? "off" : undefined}>
              <dt>
                {keys.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>
                {does}
                {single && !on && <small>{t("keys.off")}</small>}
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </Modal>
  );
}
