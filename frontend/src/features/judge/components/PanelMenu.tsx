import { IconDots } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import type { QueueEntry } from "../api/types";
import { AHEAD } from "../state/ahead";

const MenuSheet = lazy(() => AHEAD.menu().then((module) => ({ default: module.MenuSheet })));

/** The one button of the header besides the way back. */
export function PanelMenu({ entry }: { entry?: QueueEntry }) {
  const { t } = useTranslation("judge");
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className="jd-menu"
        aria-label={t("menu.open")}
        aria-haspopup="dialog"
        data-testid="panel-menu"
        onClick={() => setOpen(true)}
      >
        <IconDots size={24} stroke={1.8} aria-hidden />
      </button>
      {open && (
        <Suspense fallback={null}>
          <MenuSheet {...(entry && { entry })} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
