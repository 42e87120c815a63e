import { IconColumns3, IconList, IconSeedling } from "@tabler/icons-react";
import { useLocation } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "@/api/session";
import { useWords } from "@/lib/bilingual";
import { Shell } from "@/ui/Shell";

/** The zone's rail and the name of the host whose projects these are. */
export function Frame({ children, here }: { children: ReactNode; here?: ReactNode }) {
  const { t } = useTranslation("zone");
  const words = useWords();
  const session = useSession();
  const path = useLocation().pathname;
  const host = session.data?.memberships.find(({ role }) => ZONE_ROLES.has(role))?.host;
  const places = [
    { href: "/zone/board", label: t("nav.board"), icon: IconColumns3 },
    { href: "/zone/list", label: t("nav.list"), icon: IconList },
    { href: "/zone/prospects", label: t("nav.prospects"), icon: IconSeedling },
  ];
  return (
    <Shell
      label={t("nav")}
      items={places.map((place) => ({ ...place, current: path === place.href }))}
      crumbs={
        <>
          {host && <span>{words(host.name)}</span>}
          {host && <span aria-hidden>/</span>}
          {here ?? <b>{t("nav.zone")}</b>}
        </>
      }
    >
      {children}
    </Shell>
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
