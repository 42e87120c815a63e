import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Waiting } from "@/ui/EmptyState";
import { Page } from "@/ui/Page";
import { ProblemAlert } from "@/ui/Problem";
import { supervisionQuery } from "../api/witness";
import { Frame, type Here } from "../components/Frame";
import { ExceptionsTab } from "../components/witness/ExceptionsTab";
import { InterferenceTab } from "../components/witness/InterferenceTab";
import { NotesTab } from "../components/witness/NotesTab";
import { RecordLinks } from "../components/witness/RecordLinks";
import { RegistersTab } from "../components/witness/RegistersTab";
import { RoomsTab } from "../components/witness/RoomsTab";
import { PageTabs } from "../components/PageTabs";
import { type WitnessTab, witnessTabs } from "../state/witness";
import "../witness.css";

/** The witness's desk: exceptions, questions, presence and registers; nothing here decides. */
export function WitnessPage() {
  return <Frame place="witness">{(here) => <Body {...here} />}</Frame>;
}

function Body(here: Here) {
  const { edition, roles } = here;
  const { t } = useTranslation("witness");
  const tabs = witnessTabs(roles);
  const [tab, setTab] = useState<WitnessTab>(tabs[0] ?? "registers");
  const sees = tabs.includes("notes");
  const page = useQuery({ ...supervisionQuery(edition.id), enabled: sees });
  return (
    <Page
      title={t("title")}
      sub={t(roles.has("witness") ? "sub" : "sub.committee")}
      actions={
        <>
          {page.data && page.data.waiting > 0 && (
            <span className="ys-chip warn" data-testid="waiting-answers">
              {t("waiting", { count: page.data.waiting })}
            </span>
          )}
          {roles.has("witness") && <RecordLinks edition={edition.id} />}
        </>
      }
    >
      <div className="ys-stack" data-testid="witness">
        <PageTabs
          name="wt"
          label={t("tabs")}
          tabs={tabs}
          tab={tab}
          words={(each) => t(`tab.${each}`)}
          onTab={setTab}
        />
        <div role="tabpanel" id="wt-panel" aria-labelledby={`wt-tab-${tab}`} className="ys-stack">
          {tab === "exceptions" && <ExceptionsTab {...here} />}
          {tab === "interference" && <InterferenceTab {...here} />}
          {tab === "registers" && <RegistersTab {...here} />}
          {(tab === "notes" || tab === "rooms") && (
            <>
              {page.isPending && <Waiting shape="lines" />}
              <ProblemAlert error={page.error} onRetry={() => void page.refetch()} />
              {page.data && tab === "notes" && <NotesTab {...here} page={page.data} />}
              {page.data && tab === "rooms" && (
                <RoomsTab rooms={page.data.rooms} zone={edition.time_zone} />
              )}
            </>
          )}
        </div>
      </div>
    </Page>
  );
}
