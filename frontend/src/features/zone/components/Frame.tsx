import { IconColumns3, IconKeyboard, IconSeedling } from "@tabler/icons-react";
import { useLocation } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "@/api/session";
import { useWords } from "@/lib/bilingual";
import { useKeys } from "@/lib/keys";
import { KeysDialog } from "@/ui/KeysDialog";
import { Shell } from "@/ui/Shell";

interface Props {
  children: ReactNode;
  /** Where in the zone this is; a board has its own head instead. */
  here?: ReactNode;
  head?: ReactNode;
}

/** The zone's rail, and the name of the host whose projects these are. */
export function Frame({ children, here, head }: Props) {
  const { t } = useTranslation("zone");
  const words = useWords();
  const session = useSession();
  const path = useLocation().pathname;
  const [listed, setListed] = useState(false);
  useKeys({ "?": () => setListed(true) });
  const host = session.data?.memberships.find(({ role }) => ZONE_ROLES.has(role))?.host;
  const early = path === "/zone/prospects";
  return (
    <Shell
      label={t("nav")}
      items={[
        { href: "/zone/board", label: t("nav.zone"), icon: IconColumns3, current: !early },
        { href: "/zone/prospects", label: t("nav.prospects"), icon: IconSeedling, current: early },
      ]}
      foot={
        <button type="button" onClick={() => setListed(true)} data-testid="keys-open">
          <IconKeyboard size={20} stroke={1.8} aria-hidden />
          <span>{t("keys.open")}</span>
        </button>
      }
      crumbs={
        head ?? (
          <>
            {host && <span>{words(host.name)}</span>}
            {host && <span aria-hidden>/</span>}
            {here ?? <b>{t("nav.zone")}</b>}
          </>
        )
      }
    >
      {children}
      {listed && <Shortcuts onClose={() => setListed(false)} />}
    </Shell>
  );
}

/** What the zone's pages do at a key. */
function Shortcuts({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("zone");
  const line = (keys: string[], does: string, single = false) => ({
    keys,
    does: t(`keys.${does}`),
    single,
  });
  return (
    <KeysDialog
      onClose={onClose}
      lines={[
        line(["/"], "search", true),
        line(["J", "K"], "rows", true),
        line(["\u2190", "\u2192"], "lanes"),
        line(["Enter"], "enter"),
        line(["M"], "move", true),
        line([t("keys.space")], "lift"),
        line(["Esc"], "esc"),
        line(["Ctrl", "Z"], "undo"),
        line(["?"], "help", true),
      ]}
    />
  );
}

const ZONE_ROLES = new Set([
  "investment_manager",
  "project_lead",
  "review_secretary",
  "decision_member",
  "fund_officer",
  "zone_leader",
  "steward",
]);
