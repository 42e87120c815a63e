import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { pillOf } from "@/offline/pill";
import { usePart, useSignal } from "@/offline/react";
import { countOf } from "@/offline/view";
import { ConnPill as Pill } from "@/ui/ConnPill";
import { useOffice } from "../state/office";

/** How good the link is, whose tablet this is; a tap tries again at once. */
export function ConnPill({ seat }: { seat: number | undefined }) {
  const { t } = useTranslation("judge");
  const words = useWords();
  const { tablet } = useOffice();
  const link = useSignal(tablet.socket.link);
  const hold = useSignal(tablet.sender.hold);
  const halt = useSignal(tablet.halt);
  const backlog = useSignal(tablet.backlog);
  const count = usePart(tablet.view, countOf);
  const replaced = useSignal(tablet.left) !== null || halt === "replaced";
  const held = hold !== null || halt !== null;
  const name = words(tablet.binding?.name);
  const who = [name, seat === undefined ? "" : t("seat", { number: seat })];
  const pill = pillOf({ link, held, waiting: count, backlog });
  const offline = pill.state === "offline" ? t("link.offline") : undefined;
  return (
    <Pill
      {...pill}
      words={replaced ? t("link.replaced") : offline}
      who={who.filter(Boolean).join(" · ")}
      onRetry={() => tablet.nudge()}
    />
  );
}
