import {
  IconCheck,
  IconCircleCheck,
  IconCircleDashed,
  IconHandStop,
  IconLock,
  IconPencil,
  IconUserQuestion,
  IconWifiOff,
} from "@tabler/icons-react";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { clockIn } from "@/lib/time";
import { useNow } from "@/ui/When";
import type {
  ConsoleBody,
  ConsoleSlot,
  Progress,
  Rulebook,
  Seat,
  SeatPresence,
} from "../api/types";
import { signedCount } from "../state/console";
import type { AlternateFor } from "../state/alternates";
import type { ConsoleFeed } from "../state/feed";
import { AlternateLink } from "./AlternateLink";
import { TabletNeeds } from "./TabletNeeds";
import { Tape } from "./Tape";

type Criteria = Rulebook["criteria"];

interface Props {
  slot: ConsoleSlot | null;
  body: ConsoleBody;
  seats: Seat[];
  criteria: Criteria;
  minimum: number;
  zone: string;
  feed: ConsoleFeed;
  /** Where an alternate is seated for a judge; null for who may not, or where none is named. */
  alternateFor: AlternateFor | null;
}

const FACES = {
  signed: { icon: IconCircleCheck, tone: "ok" },
  open: { icon: IconPencil, tone: "brand" },
  offline: { icon: IconWifiOff, tone: "warn" },
  missing: { icon: IconUserQuestion, tone: "warn" },
  recused: { icon: IconHandStop, tone: "" },
  none: { icon: IconCircleDashed, tone: "" },
  left_out: { icon: IconCircleDashed, tone: "warn" },
} as const;
type Face = keyof typeof FACES;

/** What a seat's row says first: a judge who is gone while her sheet is awaited, else the sheet. */
function faceOf(sheet: Progress, presence: SeatPresence | undefined): Face {
  if (sheet.state !== "open" || presence?.presence !== "offline") return sheet.state;
  return presence.since === null ? "missing" : "offline";
}

/** How far each judge is with the team on stage: states and signatures, never a value. */
export function Matrix(props: Props) {
  const { slot, body, seats, criteria, minimum, zone, feed, alternateFor } = props;
  const { t } = useTranslation("org");
  const words = useWords();
  const sheets = slot?.sheets ?? [];
  const presenceOf = (number: number) => body.seats.find(({ seat }) => seat === number);
  const faces = sheets.map((sheet) => faceOf(sheet, presenceOf(sheet.seat)));
  return (
    <section className="matrix">
      <div className="h">
        <h2>{t("matrix.title")}</h2>
        <span className="sum">
          {(["signed", "open", "offline", "missing", "recused", "left_out"] as const)
            .map((face) => ({ face, count: faces.filter((each) => each === face).length }))
            .filter(({ count }) => count > 0)
            .map(({ face, count }) => {
              const { icon: Icon, tone } = FACES[face];
              return (
                <span key={face} className={tone}>
                  <Icon size={16} stroke={2} aria-hidden />
                  {t(`sheet.${face}`)} <b className="num">{count}</b>
                </span>
              );
            })}
        </span>
      </div>
      {slot ? (
        <div className="scroll" tabIndex={0} role="region" aria-label={t("matrix.title")}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t("matrix.judge")}</th>
                {criteria.map(({ id, name, max }) => (
                  <th key={id} scope="col" className="c">
                    {words(name)} <span className="num">{max}</span>
                  </th>
                ))}
                <th scope="col" className="c tot">
                  {t("matrix.total")}
                </th>
                <th scope="col">{t("matrix.state")}</th>
              </tr>
            </thead>
            <tbody>
              {sheets.map((sheet, index) => (
                <Row
                  key={sheet.seat}
                  sheet={sheet}
                  face={faces[index] ?? "none"}
                  presence={presenceOf(sheet.seat)}
                  seat={seats.find(({ number }) => number === sheet.seat)}
                  criteria={criteria}
                  zone={zone}
                  feed={feed}
                  alternateFor={alternateFor}
                />
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <p className="foot">{t("matrix.empty")}</p>
      )}
      {slot && (
        <p className="foot" data-testid="matrix-foot">
          {t("matrix.foot", { minimum, signed: signedCount(slot) })}
        </p>
      )}
      <Tape body={body} slot={slot} seats={seats} zone={zone} />
    </section>
  );
}

interface RowProps {
  sheet: Progress;
  face: Face;
  presence: SeatPresence | undefined;
  seat: Seat | undefined;
  criteria: Criteria;
  zone: string;
  feed: ConsoleFeed;
  alternateFor: Props["alternateFor"];
}

/** Frames are whole pictures: a row whose facts are the same is left as it stands. */
const Row = memo(RowShown, (a, b) => {
  const facts = ({ sheet, face, presence }: RowProps) => JSON.stringify([sheet, face, presence]);
  return a.seat === b.seat && a.criteria === b.criteria && facts(a) === facts(b);
});

function RowShown(props: RowProps) {
  const { sheet, face, presence, seat, criteria, zone, feed, alternateFor } = props;
  const { t } = useTranslation("org");
  const words = useWords();
  const name = words(seat?.person.name);
  const here = presence?.presence === "online";
  const scored = sheet.state === "open" || sheet.state === "signed";
  const away = face === "offline" || face === "missing";
  return (
    <tr
      className={sheet.state === "recused" ? "rec" : away ? "away" : ""}
      data-testid={`judge-row-${sheet.seat}`}
      data-state={sheet.state}
      data-presence={presence?.presence ?? "offline"}
    >
      <th scope="row">
        <span className="jn">
          <span className={here ? "av" : "av o"} aria-hidden>
            {name.slice(0, 1) || sheet.seat}
            <i />
          </span>
          <span>
            <b>{name}</b>
            <small>
              {t("matrix.seat", { number: sheet.seat })}
              {seat && ` · ${t(`kind.${seat.kind}`)}`}
              <span className="vh">{` · ${t(here ? "presence.online" : "presence.offline")}`}</span>
            </small>
            {presence?.tablet && <TabletNeeds seat={sheet.seat} tablet={presence.tablet} />}
          </span>
        </span>
      </th>
      {scored ? (
        criteria.map(({ id }) => (
          <Cell key={id} id={`matrix-${sheet.seat}-${id}`} done={sheet.cells.includes(id)} />
        ))
      ) : (
        <td colSpan={criteria.length} className="why">
          {t(`sheet.${sheet.state}.why`)}
          {sheet.state === "recused" && seat && alternateFor && (
            <AlternateLink seat={seat} way={alternateFor(seat)} />
          )}
        </td>
      )}
      <td className="c">
        {sheet.state === "signed" ? (
          <IconLock size={16} stroke={2} className="z" role="img" aria-label={t("matrix.sealed")} />
        ) : (
          <span className="z" role="img" aria-label={t("none")}>
            —
          </span>
        )}
      </td>
      <td>
        <State
          face={face}
          sheet={sheet}
          presence={presence}
          count={criteria.length}
          zone={zone}
          feed={feed}
        />
      </td>
    </tr>
  );
}

function Cell({ id, done }: { id: string; done: boolean }) {
  const { t } = useTranslation("org");
  return (
    <td className="c" data-testid={id} data-state={done ? "saved" : "empty"}>
      <span
        className={done ? "ck" : "op"}
        role="img"
        aria-label={t(done ? "matrix.saved" : "matrix.open")}
      >
        {done && <IconCheck size={12} stroke={3.2} aria-hidden />}
      </span>
    </td>
  );
}

interface StateProps {
  face: Face;
  sheet: Progress;
  presence: SeatPresence | undefined;
  count: number;
  zone: string;
  feed: ConsoleFeed;
}

function State({ face, sheet, presence, count, zone, feed }: StateProps) {
  const { t } = useTranslation("org");
  const { icon: Icon, tone } = FACES[face];
  return (
    <span className={`st ${tone}`}>
      <Icon size={16} stroke={2} aria-hidden />
      {t(`sheet.${face}`)}
      {face === "open" && (
        <span className="num">
          {sheet.filled}/{count}
        </span>
      )}
      {face === "signed" && sheet.signed_at && (
        <span className="num">{clockIn(zone, sheet.signed_at)}</span>
      )}
      {face === "offline" && presence?.since && <Running since={presence.since} feed={feed} />}
    </span>
  );
}

/** Seconds that run by the server's clock. */
export function Running({ since, feed }: { since: string; feed: ConsoleFeed }) {
  const { t } = useTranslation("org");
  useNow(1000);
  const seconds = Math.max(0, Math.floor((feed.clock.time() - Date.parse(since)) / 1000));
  return (
    <span className="num" data-testid="away-for">
      {seconds < 120
        ? t("span.seconds", { count: seconds })
        : t("span.minutes", { count: Math.floor(seconds / 60) })}
    </span>
  );
}
