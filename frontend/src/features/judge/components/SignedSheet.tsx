import { IconDeviceTablet, IconSignature } from "@tabler/icons-react";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { clockIn } from "@/lib/time";
import { useSignal } from "@/offline/react";
import type { Sheet } from "@/offline/types";
import type { Rulebook } from "../api/types";
import { AHEAD } from "../state/ahead";
import { DEFAULT_ZONE, useQueue } from "../state/hooks";
import { useOffice } from "../state/office";
import { acceptedRows, totalOf, totalText, type Row } from "../state/sheet";
import { LateNotice } from "./LateNotice";
import { LineReach, MarkWords } from "./LineParts";
import { TakeBack } from "./TakeBack";
import { TruthIcon } from "./TruthIcon";

interface Props {
  entry: string;
  rulebook: Rulebook;
  rows: Row[];
  sheet: Sheet;
  zone: string | undefined;
}

const Corrections = lazy(() =>
  AHEAD.corrections().then((module) => ({ default: module.Corrections })),
);

/** A signed card: read only, with what the signature covers and whether the server has it. */
export function SignedSheet({ entry, rulebook, rows: typed, sheet, zone = DEFAULT_ZONE }: Props) {
  const { t } = useTranslation(["judgeAside", "judge"]);
  const words = useWords();
  const { tablet } = useOffice();
  // While the panel has it marked again nothing is to be corrected.
  const again = useQueue().data?.entries.find(({ id }) => id === entry)?.again;
  const view = useSignal(tablet.view);
  const done = sheet.state !== "open";
  // What the server did not take is not on the signed card, whatever this tablet had sent.
  const rows = acceptedRows(typed, sheet, view);
  const at = done ? sheet.signed_at : sheet.signing?.at;
  const time = at ? clockIn(zone, at, true) : "";
  return (
    <>
      <div className="jd-rows">
        {rows.map(({ criterion, value }) => (
          <div
            key={criterion.id}
            className="jd-crit"
            data-testid={`crit-${criterion.id}`}
            data-state={done ? "signed" : "local"}
            data-value={value ?? ""}
          >
            <span className="n">
              {words(criterion.name)}
              <small>
                <LineReach criterion={criterion} />
              </small>
            </span>
            <span className={value === null ? "v num empty" : "v num"}>
              <MarkWords criterion={criterion} value={value} />
            </span>
            <TruthIcon criterion={criterion.id} truth={tablet.truth(sheet.id, criterion.id)} />
          </div>
        ))}
      </div>
      <div
        className={done ? "jd-signed" : "jd-signed waiting"}
        data-testid={done ? "signed" : "signed-local"}
        role="status"
      >
        {done ? (
          <IconSignature size={32} stroke={1.6} aria-hidden />
        ) : (
          <IconDeviceTablet size={32} stroke={1.6} aria-hidden />
        )}
        <div>
          <b>{t(done ? "signed.title" : "signed.local", { time })}</b>
          <span>{t(done ? "signed.detail" : "signed.localDetail")}</span>
        </div>
        <b className="num">{totalText(rulebook, totalOf(rows))}</b>
      </div>
      <div className="jd-after">
        {done && <LateNotice entry={entry} sheet={sheet.id} rulebook={rulebook} />}
        <TakeBack sheet={sheet} entry={entry} always={rulebook.revise_until === "reveal"} />
        {done && !again && (
          <Suspense fallback={null}>
            <Corrections sheet={sheet.id} rows={rows} />
          </Suspense>
        )}
      </div>
    </>
  );
}

interface Closed extends Pick<Props, "entry" | "rulebook"> {
  /** Sealed without this judge's sheet, by two people. */
  leftOut: boolean;
}

/** No card is open: none was made, or the team was sealed without it. */
export function ClosedSheet({ entry, rulebook, leftOut }: Closed) {
  const { t } = useTranslation("judge");
  return (
    <div className="jd-await">
      <p className="jd-soft">{t(leftOut ? "rubric.leftOut" : "rubric.closed")}</p>
      <LateNotice entry={entry} rulebook={rulebook} />
    </div>
  );
}
