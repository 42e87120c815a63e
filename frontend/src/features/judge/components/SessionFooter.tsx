import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconCheck,
  IconDeviceTablet,
  IconSignature,
} from "@tabler/icons-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { undoSeconds } from "@/lib/tempo";
import { clockIn } from "@/lib/time";
import { markShort, markWire } from "@/offline/marks";
import { useSignal } from "@/offline/react";
import { unsignAll } from "@/offline/session";
import type { Queue } from "../api/types";
import { useServerTime, zoneOf } from "../state/hooks";
import { useOffice } from "../state/office";
import { duePart, type Part, signable, wholeTotals, type TeamRow } from "../state/session";
import { ownRange } from "../state/sheet";
import { CallStaff } from "./CallStaff";
import { SessionSign } from "./SessionSign";
import { Spread } from "./Spread";

interface Props {
  queue: Queue;
  teams: readonly TeamRow[];
  /** What of them is signed together. */
  parts: readonly Part[];
  onMissing: (team: TeamRow) => void;
}

/** Where the marks are, the judge's own yardstick, and the one signature for all of a session. */
export function SessionFooter({ queue, teams, parts, onMissing }: Props) {
  const { t } = useTranslation(["judgeSession", "judge"]);
  const [signing, setSigning] = useState(false);
  const part = duePart(parts);
  const due = part?.teams ?? teams;
  const can = signable(due, part?.stands ?? null);
  const earlier = parts.filter(
    (each) => each !== part && signable(each.teams, each.stands).why === "signed",
  );
  const press = () => {
    if (can.why === "ready") setSigning(true);
    else if (can.why === "missing") onMissing(can.first);
  };
  return (
    <footer className="jd-foot">
      <Kept queue={queue} teams={teams} />
      <CallStaff />
      <Own teams={teams} />
      {earlier.map((each) => (
        <TakeAllBack key={each.number} queue={queue} part={each} quiet />
      ))}
      {can.why === "signed" ? (
        part && <TakeAllBack queue={queue} part={part} />
      ) : (
        <button
          type="button"
          className={can.why === "ready" ? "jd-submit" : "jd-submit wait"}
          aria-disabled={can.why === "ahead" || undefined}
          data-testid="session-submit"
          data-why={can.why}
          onClick={press}
        >
          <IconSignature size={24} stroke={1.8} aria-hidden />
          <span>
            {part?.number ? t("sign.part", { number: part.number }) : t("sign.open")}
            <small>
              {t(`sign.${can.why}`, { count: can.why === "ready" ? can.sheets.length : can.count })}
            </small>
          </span>
        </button>
      )}
      {signing && can.why === "ready" && (
        <SessionSign
          queue={queue}
          teams={due}
          sheets={can.sheets}
          onClose={() => setSigning(false)}
        />
      )}
    </footer>
  );
}

/** Mean and range of what this judge has marked whole, and where each total lies. */
function Own({ teams }: { teams: readonly TeamRow[] }) {
  const { t } = useTranslation(["judgeSession", "judge"]);
  const totals = wholeTotals(teams);
  const own = ownRange(totals);
  if (!own) return <span className="jd-own" />;
  const text = (total: number) => markShort(markWire(total));
  return (
    <div className="jd-own" data-testid="own-spread">
      <p>
        {t("judge:own.count", { count: own.count })}
        <br />
        {t("judge:own.range", { mean: text(own.mean), low: text(own.low), high: text(own.high) })}
      </p>
      <Spread totals={totals} />
    </div>
  );
}

/** One sentence for all sheets. */
function Kept({ queue, teams }: { queue: Queue; teams: readonly TeamRow[] }) {
  const { t } = useTranslation(["judgeSession", "judge"]);
  const { tablet } = useOffice();
  const view = useSignal(tablet.view);
  const sheets = teams.map(({ sheet }) => view.sheets.get(sheet));
  const time = (at: string | null | undefined) => (at ? clockIn(zoneOf(queue), at, true) : "");
  const refused = sheets.find((sheet) => sheet?.signing && sheet.signing.state !== "pending");
  const issues = [...view.cells.values()].filter((cell) => cell.issue).length;
  const signed = sheets.filter((sheet) => sheet && sheet.state !== "open");
  const pending = sheets.find((sheet) => sheet?.signing?.state === "pending");
  if (refused) {
    const code = refused.signing?.code ?? "";
    const known = ["cell_stale", "mark_missing", "session_running", "session_incomplete"];
    return (
      <Sentence tone="bad" state="rejected" icon={<IconAlertTriangle size={20} aria-hidden />}>
        <b>{t("judge:sign.refused")}</b>
        <span>{t(`refused.${known.includes(code) ? code : "other"}`)}</span>
      </Sentence>
    );
  }
  if (issues > 0) {
    return (
      <Sentence tone="bad" state="conflict" icon={<IconAlertTriangle size={20} aria-hidden />}>
        <b>{t("judge:saved.conflict", { count: issues })}</b>
        <span>{t("judge:saved.conflict.detail")}</span>
      </Sentence>
    );
  }
  if (view.count > 0 || pending) {
    return (
      <Sentence tone="warn" state="local" icon={<IconDeviceTablet size={20} aria-hidden />}>
        <b>{pending ? t("kept.signed", { time: time(pending.signing?.at) }) : t("kept.local")}</b>
        <span>{t("kept.localDetail")}</span>
      </Sentence>
    );
  }
  if (signed.length > 0 && signed.length === sheets.length) {
    const at = signed.map((sheet) => sheet?.signed_at ?? "").sort();
    return (
      <Sentence tone="ok" state="signed" icon={<IconSignature size={20} aria-hidden />}>
        <b>{t("kept.done", { count: signed.length, time: time(at.at(-1)) })}</b>
        <span>{t("kept.doneDetail")}</span>
      </Sentence>
    );
  }
  return (
    <Sentence tone="ok" state="committed" icon={<IconCheck size={20} aria-hidden />}>
      <b>{t("kept.all")}</b>
      <span>{t("kept.allDetail")}</span>
    </Sentence>
  );
}

interface SentenceProps {
  tone: string;
  state: string;
  icon: ReactNode;
  children: ReactNode;
}

function Sentence({ tone, state, icon, children }: SentenceProps) {
  return (
    <div
      className={`jd-saved ${tone}`}
      role="status"
      aria-live="polite"
      data-testid="session-state"
      data-state={state}
    >
      <span className="ic">{icon}</span>
      <div>{children}</div>
    </div>
  );
}

interface BackProps {
  queue: Queue;
  part: Part;
  /** Says nothing where nothing can be taken back: another session is the one that is due. */
  quiet?: boolean;
}

/** For a few seconds, or until the seal where the rules let her revise until the reveal. */
function TakeAllBack({ queue, part, quiet }: BackProps) {
  const { t } = useTranslation(["judgeSession", "judge"]);
  const { teams, stands } = part;
  const sealed = stands?.session?.sealed ?? false;
  const { tablet } = useOffice();
  const view = useSignal(tablet.view);
  const now = useServerTime();
  const [failed, setFailed] = useState(false);
  const sheets = teams.flatMap(({ sheet }) => view.sheets.get(sheet) ?? []);
  const moments = sheets.map(({ signed_at, signing }) => signed_at ?? signing?.at ?? "");
  const at = moments.sort().at(-1);
  const left = at ? Math.ceil((Date.parse(at) + undoSeconds() * 1000 - now) / 1000) : 0;
  const until = queue.rulebook.document.revise_until === "reveal";
  if (sheets.some(({ taking }) => taking?.state === "pending")) {
    return <p role="status">{t("back.pending")}</p>;
  }
  if (failed || sheets.some(({ taking }) => taking)) {
    return (
      <p className="jd-error" role="alert" data-testid="session-back-failed">
        {t("back.failed")}
      </p>
    );
  }
  if (sealed || (left <= 0 && !until)) {
    if (quiet) return null;
    return <p className="jd-soft">{t(sealed ? "sealed" : "waits")}</p>;
  }
  return (
    <button
      type="button"
      className={quiet ? "jd-btn tall earlier" : "jd-btn tall"}
      data-testid="session-back"
      onClick={() =>
        void unsignAll(
          tablet,
          sheets.map(({ id }) => id),
        ).catch(() => setFailed(true))
      }
    >
      <IconArrowBackUp size={22} stroke={1.8} aria-hidden />
      {until ? t("back.open") : t("back.action", { seconds: left })}
      {quiet && <small>{t("part", { number: part.number })}</small>}
    </button>
  );
}
