import { IconAlertTriangle, IconCheck, IconChevronRight, IconSignature } from "@tabler/icons-react";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { clockIn } from "@/lib/time";
import { markShort, markWire } from "@/offline/marks";
import { useSignal } from "@/offline/react";
import { cellKey } from "@/offline/view";
import { worstTruth, type Truth } from "@/offline/truth";
import type { Sheet } from "@/offline/types";
import { TRUTH_FACES } from "@/ui/truthFaces";
import type { Queue } from "../api/types";
import { useOwnTotals, zoneOf } from "../state/hooks";
import { useOffice } from "../state/office";
import {
  missingOf,
  outside,
  ownRange,
  totalOf,
  totalText,
  type Row,
  acceptedRows,
} from "../state/sheet";
import { CallStaff } from "./CallStaff";

interface Props {
  queue: Queue;
  rows: Row[];
  sheet: Sheet | undefined;
  locked: boolean;
  hint: string;
  onSubmit: () => void;
  /** Another tablet is in this one's place: nothing is signed here. */
  replaced: boolean;
  /** All teams of the session are signed at once, on a page of their own. */
  together: boolean;
}

export function PanelFooter({
  queue,
  rows,
  sheet,
  locked,
  hint,
  onSubmit,
  replaced,
  together,
}: Props) {
  const { t } = useTranslation("judge");
  const words = useWords();
  const rulebook = queue.rulebook.document;
  const { tablet } = useOffice();
  const view = useSignal(tablet.view);
  const total = totalOf(acceptedRows(rows, sheet, view));
  const missing = missingOf(rows);
  const band =
    missing.length === 0 && outside(total, rulebook.scale.band)
      ? (rulebook.scale.band ?? null)
      : null;
  return (
    <footer className="jd-foot">
      <Saved queue={queue} rows={rows} sheet={sheet} hint={hint} />
      <CallStaff />
      <Own queue={queue} band={band} />
      <div className="jd-total">
        <span>{t("total")}</span>
        <b className="num" data-testid="total">
          {rows.some((row) => row.value !== null) ? totalText(rulebook, total) : t("total.none")}
        </b>
      </div>
      {sheet && together && !replaced && (
        <button
          type="button"
          className={missing.length > 0 || locked ? "jd-submit wait" : "jd-submit"}
          data-testid="to-session"
          onClick={onSubmit}
        >
          <span>
            {t("session.open")}
            {missing.length > 0 && (
              <small>
                {t("sign.left", { count: missing.length, name: words(missing[0]?.name) })}
              </small>
            )}
          </span>
          <IconChevronRight size={24} stroke={1.8} aria-hidden />
        </button>
      )}
      {sheet && !locked && !replaced && !together && (
        <button
          type="button"
          className={missing.length > 0 ? "jd-submit wait" : "jd-submit"}
          data-testid="submit"
          data-missing={missing.length}
          onClick={onSubmit}
        >
          <IconSignature size={24} stroke={1.8} aria-hidden />
          <span>
            {t("sign.submit")}
            {missing.length > 0 && (
              <small>
                {t("sign.left", { count: missing.length, name: words(missing[0]?.name) })}
              </small>
            )}
          </span>
        </button>
      )}
    </footer>
  );
}

type Band = { low: string; high: string } | null;

/** The judge's own yardstick, or one quiet line when the total leaves the recommended band. */
const Own = memo(function Own({ queue, band }: { queue: Queue; band: Band }) {
  const { t } = useTranslation("judge");
  const own = ownRange(useOwnTotals(queue.entries));
  if (band) {
    return (
      <p className="jd-own" data-testid="band">
        {t("band", { low: markShort(band.low), high: markShort(band.high) })}
      </p>
    );
  }
  if (!own) return <span className="jd-own" />;
  const text = (total: number) => markShort(markWire(total));
  const range = { low: text(own.low), high: text(own.high) };
  return (
    <p className="jd-own">
      {t("own.count", { count: own.count })}
      <br />
      {t("own.range", { mean: text(own.mean), ...range })}
    </p>
  );
});

/** One sentence: the worst state of the card, with a count. */
function Saved({ queue, rows, sheet, hint }: Pick<Props, "queue" | "rows" | "sheet" | "hint">) {
  const { t } = useTranslation("judge");
  const { tablet } = useOffice();
  const view = useSignal(tablet.view);
  useSignal(tablet.editing);
  useSignal(tablet.sender.sent);
  const link = useSignal(tablet.socket.link);
  const zone = zoneOf(queue);
  const time = (at: string | null | undefined) => (at ? clockIn(zone, at, true) : "");
  if (hint) return <State tone="brand" state="hint" title={hint} detail="" />;
  if (!sheet) return <span className="jd-saved" />;
  if (sheet.signing?.state === "pending") {
    return (
      <State
        tone="warn"
        state="local"
        title={t("sign.here", { time: time(sheet.signing.at) })}
        detail={t("sign.hereDetail")}
      />
    );
  }
  if (sheet.signing) {
    const known = ["cell_stale", "mark_missing", "round_closed"].includes(sheet.signing.code ?? "");
    const code = known ? sheet.signing.code : "other";
    return (
      <State
        tone="bad"
        state="rejected"
        title={t("sign.refused")}
        detail={t(`sign.refused.${code}`)}
      />
    );
  }
  const cells = rows.map((row) => view.cells.get(cellKey(sheet.id, row.criterion.id)));
  const truths = rows.map((row) => tablet.truth(sheet.id, row.criterion.id));
  // On a signed card stands what was signed; what came after it has its own words above.
  const worst = worstTruth(
    truths.map((each) => (sheet.state !== "open" && each === "rejected" ? "signed" : each)),
  );
  if (!worst)
    return <State tone="" state="none" title={t("saved.none")} detail={t("saved.noneDetail")} />;
  const { truth, count } = worst;
  const last = (key: "typed_at" | "committed_at") =>
    cells
      .map((cell) => cell?.[key] ?? "")
      .sort()
      .at(-1);
  const at =
    truth === "signed" ? sheet.signed_at : last(truth === "local" ? "typed_at" : "committed_at");
  return (
    <State
      tone={TRUTH_FACES[truth].tone}
      state={truth}
      title={t(`saved.${truth}`, { count, time: time(at) })}
      detail={t(
        `saved.${truth}.${truth === "local" && link === "offline" ? "offline" : "detail"}`,
        { count },
      )}
    />
  );
}

interface StateProps {
  tone: string;
  state: Truth | "none" | "hint";
  title: string;
  detail: string;
}

function State({ tone, state, title, detail }: StateProps) {
  const Icon =
    state === "committed"
      ? IconCheck
      : state === "none"
        ? IconSignature
        : state === "hint"
          ? IconAlertTriangle
          : TRUTH_FACES[state].icon;
  return (
    <div
      className={`jd-saved ${tone}`}
      role="status"
      aria-live="polite"
      data-testid="save-state"
      data-state={state}
    >
      <span className="ic">
        <Icon size={20} stroke={1.8} aria-hidden />
      </span>
      <div>
        <b>{title}</b>
        {detail && <span>{detail}</span>}
      </div>
    </div>
  );
}
