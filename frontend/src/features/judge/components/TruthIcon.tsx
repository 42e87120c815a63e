import { useTranslation } from "react-i18next";
import type { Truth } from "@/offline/truth";
import { TRUTH_FACES } from "@/ui/truthFaces";

/** Where one mark is; the word is there for those who cannot see the icon. */
export function TruthIcon({ criterion, truth }: { criterion: string; truth: Truth | null }) {
  const { t } = useTranslation("judge");
  const face = truth && TRUTH_FACES[truth];
  return (
    <span
      className={`jd-truth ${face?.tone ?? ""}`}
      data-testid={`truth-${criterion}`}
      data-state={truth ?? "none"}
    >
      {face && <face.icon size={24} stroke={1.8} aria-hidden />}
      {truth && <span className="vh">{t(`truth.${truth}`)}</span>}
    </span>
  );
}
