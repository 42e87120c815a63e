import { useParam } from "@/lib/params";
import { Outlet } from "@tanstack/react-router";
import { useQuery } from "@tanstack/react-query";
import { useSession } from "@/api/session";
import type { EditionDetail } from "@/api/types";
import { Waiting } from "@/ui/EmptyState";
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
  const session = useSession();
  const now = useNow();
  const [autosave, draft] = useAutosave(entry);
  const role = session.data?.teams.find((team) => team.entry === entry.id)?.role;
  const view = {
    entry,
    edition,
    files,
    autosave,
    draft,
    tasks: checklist(entry, files, edition.consent_texts),
    editable: editable(entry, edition.closes_at, now),
    leader: role !== "member",
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
        <main className="ys-main reading">
          <ProblemAlert error={failed.error} onRetry={retry} />
        </main>
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
