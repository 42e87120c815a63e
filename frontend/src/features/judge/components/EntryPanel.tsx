import { Link, useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { usePart, useSignal } from "@/offline/react";
import type { TabletView } from "@/offline/view";
import type { Queue, QueueEntry } from "../api/types";
import { AHEAD, fetchAhead } from "../state/ahead";
import { useOffice } from "../state/office";
import { leftOut } from "../state/phase";
import { typedKept } from "../state/kept";
import { placeKeep, placeOf } from "../state/place";
import { useRows } from "../state/rows";
import { bySession, missingOf, rowsOf } from "../state/sheet";
import { EntryCard } from "./EntryCard";
import { PanelFooter } from "./PanelFooter";
import { Rubric } from "./Rubric";

const SignSheet = lazy(() => AHEAD.sign().then((module) => ({ default: module.SignSheet })));
const ClosedSheet = lazy(() => AHEAD.signed().then((module) => ({ default: module.ClosedSheet })));
const SignedSheet = lazy(() => AHEAD.signed().then((module) => ({ default: module.SignedSheet })));

interface Props {
  queue: Queue;
  entry: QueueEntry;
}

/** One entry: its material, the rubric, and what has become of the marks. */
export function EntryPanel({ queue, entry }: Props) {
  const { t } = useTranslation("judge");
  const words = useWords();
  const { tablet } = useOffice();
  // Another tablet is in this one's place: what stands here can be read and not changed.
  const replaced = useSignal(tablet.left) !== null;
  const rulebook = queue.rulebook.document;
  const rows = useRows(rulebook, entry.sheet);
  const sheet = usePart(
    tablet.view,
    useCallback(
      (view: TabletView) => (entry.sheet ? view.sheets.get(entry.sheet) : undefined),
      [entry.sheet],
    ),
  );
  const missing = useMemo(() => missingOf(rows), [rows]);
  const first = missing[0]?.id ?? rows[0]?.criterion.id ?? "";
  const [row, setRow] = useState(() => placeOf(entry.id).row ?? null);
  const [full, setFull] = useState(false);
  const [signing, setSigning] = useState(false);
  const [hint, setHint] = useState("");
  const locked =
    sheet !== undefined && (sheet.state !== "open" || sheet.signing?.state === "pending");
  // Until the judge chose a row it is the first empty one; the first mark is a choice.
  const active = row ?? first;
  useEffect(() => {
    if (row === null && sheet) setRow(first);
  }, [row, sheet, first]);
  const setActive = useCallback(
    (row: string) => {
      setRow(row);
      placeKeep(entry.id, { row });
    },
    [entry.id],
  );

  const navigate = useNavigate();
  const together = bySession(rulebook) && !entry.again;

  useEffect(fetchAhead, []);
  // Each deletes what the other said: one sentence at a time stands above the footer.
  useEffect(() => tablet.view.subscribe(() => setHint("")), [tablet]);
  const submit = useCallback(async () => {
    // Where a session is signed at once nothing is signed here: its page has all teams.
    if (together) return void navigate({ to: "/judge/session" });
    // The last digit may still be on its way to the store, whose marks are what is signed.
    if (missing.length > 0) await typedKept(tablet);
    const left = missingOf(rowsOf(rulebook, entry.sheet, tablet.view.get()));
    if (left.length === 0) return setSigning(true);
    const names = left.map((criterion) => words(criterion.name)).join(t("comma"));
    setHint(t("sign.missing", { count: left.length, names }));
    setActive(left[0]?.id ?? "");
    requestAnimationFrame(() => document.querySelector<HTMLElement>(".jd-active .big")?.focus());
  }, [missing, navigate, setActive, t, together, words, tablet, rulebook, entry.sheet]);

  return (
    <>
      <main className="jd-main" inert={replaced}>
        <EntryCard
          queue={queue}
          entry={entry}
          ready={!entry.sheet || sheet !== undefined}
          full={full}
          onFull={setFull}
        />
        <section className="jd-right" aria-label={t("rubric.label")}>
          {entry.conflict === "open" ? (
            <div className="jd-await">
              <p>{t("rubric.conflict")}</p>
              <Link to="/judge" className="jd-btn primary wide" data-testid="go-conflict">
                {t("rubric.toConflict")}
              </Link>
            </div>
          ) : !entry.sheet ? (
            <Suspense fallback={null}>
              <ClosedSheet entry={entry.id} rulebook={rulebook} leftOut={leftOut(entry)} />
            </Suspense>
          ) : !sheet ? (
            <p className="jd-soft jd-await">{t("rubric.loading")}</p>
          ) : locked ? (
            <Suspense fallback={null}>
              <SignedSheet
                entry={entry.id}
                rulebook={rulebook}
                rows={rows}
                sheet={sheet}
                zone={queue.edition.time_zone}
              />
            </Suspense>
          ) : (
            <Rubric
              sheet={entry.sheet}
              rows={rows}
              active={active}
              {...(together && { last: t("session.open") })}
              onActive={setActive}
              onDone={submit}
            />
          )}
        </section>
      </main>
      {sheet || !entry.sheet ? (
        <PanelFooter
          queue={queue}
          rows={rows}
          sheet={sheet}
          locked={locked}
          hint={hint}
          onSubmit={submit}
          replaced={replaced}
          together={together}
        />
      ) : (
        <footer className="jd-foot" />
      )}
      {signing && sheet && !locked && (
        <Suspense fallback={null}>
          <SignSheet queue={queue} entry={entry} rows={rows} onClose={() => setSigning(false)} />
        </Suspense>
      )}
    </>
  );
}
