import { IconMoon } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { scheme, schemeChoose } from "@/lib/scheme";
import { useSignal } from "@/offline/react";

/** One press for the hall with its lights down, one more for what was before. */
export function HallSwitch() {
  const { t } = useTranslation("common");
  const hall = useSignal(scheme) === "hall";
  return (
    <button
      type="button"
      className="ys-hall"
      aria-pressed={hall}
      data-testid="hall-switch"
      onClick={() => schemeChoose(hall ? "auto" : "hall")}
    >
      <IconMoon size={20} stroke={1.8} aria-hidden />
      <span>{t("menu.theme.hall")}</span>
    </button>
  );
}
