import { IconDeviceTablet, IconHandStop } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSignal } from "@/offline/react";
import { HallSwitch } from "@/ui/HallSwitch";
import { LanguageSwitch } from "@/ui/LanguageSwitch";
import type { QueueEntry } from "../api/types";
import { useOffice } from "../state/office";
import { HANDS, settings, settingsChoose, TEXT_SIZES } from "../state/settings";
import { Choices } from "./Choices";
import { Dialog } from "./Dialog";
import { RecuseSheet } from "./RecuseSheet";

/** Everything about the panel that is not scoring: how it looks, stepping back, the device. */
export function MenuSheet({ entry, onClose }: { entry?: QueueEntry; onClose: () => void }) {
  const { t } = useTranslation(["judgeAside", "judge"]);
  const { tablet } = useOffice();
  const view = useSignal(tablet.view);
  const now = useSignal(settings);
  const [recusing, setRecusing] = useState(false);
  const sheet = entry?.sheet ? view.sheets.get(entry.sheet) : undefined;
  const unsigned = entry && (!sheet || (sheet.state === "open" && !sheet.signing));
  if (recusing && entry) return <RecuseSheet entry={entry} onClose={onClose} />;
  return (
    <Dialog title={t("menu.title")} onClose={onClose}>
      <Choices
        label={t("menu.text")}
        name="text"
        all={TEXT_SIZES}
        now={now.text}
        words={(size) => t(`menu.text.${size}`)}
        onChoose={(text) => settingsChoose({ text })}
      />
      <Choices
        label={t("menu.hand")}
        name="hand"
        all={HANDS}
        now={now.hand}
        words={(hand) => t(`menu.hand.${hand}`)}
        onChoose={(hand) => settingsChoose({ hand })}
      />
      <div className="jd-tools">
        <HallSwitch />
        <LanguageSwitch />
      </div>
      <div className="jd-between">
        <Link to="/judge/device" className="jd-btn" data-testid="menu-device">
          <IconDeviceTablet size={22} stroke={1.8} aria-hidden />
          {t("device.title")}
        </Link>
        {unsigned && (
          <button
            type="button"
            className="jd-btn"
            data-testid="recuse"
            onClick={() => setRecusing(true)}
          >
            <IconHandStop size={22} stroke={1.8} aria-hidden />
            {t("recuse.open")}
          </button>
        )}
      </div>
      <button
        type="button"
        className="jd-btn primary wide"
        data-testid="menu-done"
        onClick={onClose}
      >
        {t("menu.done")}
      </button>
    </Dialog>
  );
}
