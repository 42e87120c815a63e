import { useParam } from "@/lib/params";
import { Outlet } from "@tanstack/react-router";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { EditionDetail } from "@/api/types";
import { Waiting } from "@/ui/EmptyState";
import { Page } from "@/ui/Page";
import { ProblemAlert } from "@/ui/Problem";
import { useNow } from "@/ui/When";
import { editionQuery, entryQuery, filesQuery } from "../api/entries";
import type { Entry, EntryFile } from "../api/types";
import { Steps } from "../components/Steps";
import { TeamBar } from "../components/TeamBar";
import { checklist, editable } from "../state/checklist";
import { EntryContext, useAutosave } from "../state/context";

interface Loaded {
  entry: Entry;
  edition: EditionDetail;
  files: EntryFile[];
}

function Frame({ entry, edition, files }: Loaded) {
  const now = useNow();
  const [autosave, draft] = useAutosave(entry);
  const view = {
    entry,
    edition,
    files,
    autosave,
    draft,
    tasks: checklist(entry, files, edition.consent_texts),
    editable: editable(entry, edition.closes_at, now),
    leader: entry.role === "leader",
  };
  return (
    <EntryContext.Provider value={view}>
      <div className="tm-frame">
        <Steps />
        <Outlet />
      </div>
    </EntryContext.Provider>
  );
}

/** /team/:entry and its pages: loads the entry once, keeps its autosave across pages. */
export function EntryLayout() {
  const { t } = useTranslation("team");
  const id = useParam("entry");
  const entry = useQuery(entryQuery(id));
  const files = useQuery({ ...filesQuery(id), enabled: entry.isSuccess });
  const editionId = entry.data?.edition.id ?? "";
  const edition = useQuery({ ...editionQuery(editionId), enabled: editionId !== "" });
  const failed = [entry, files, edition].find((query) => query.isError && !query.data);
  const retry = () => void Promise.all([entry.refetch(), files.refetch(), edition.refetch()]);
  return (
    <>
      <TeamBar />
      {failed ? (
        <Page title={t("home.title")} width="reading">
          <ProblemAlert error={failed.error} onRetry={retry} />
        </Page>
      ) : entry.data && edition.data && files.data ? (
        <Frame key={id} entry={entry.data} edition={edition.data} files={files.data} />
      ) : (
        <main className="ys-main">
          <Waiting />
        </main>
      )}
    </>
  );
}
