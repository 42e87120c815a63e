import { Button, Modal } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { ConfirmButton } from "@/ui/ConfirmButton";
import { Hash } from "@/ui/Hash";
import { ProblemAlert } from "@/ui/Problem";
import {
  type DrawEntry,
  type DrawSheet,
  type Lot,
  useDrawReveal,
  useLotTake,
} from "../../api/draw";
import type { Round } from "../../api/types";

interface Props {
  round: Round;
  sheet: DrawSheet;
}

/** Teams draw as they sign in; each press shows the lot that lay on top. */
export function LotsCard({ round, sheet }: Props) {
  const { t } = useTranslation("draw");
  const words = useWords();
  const take = useLotTake(round.id);
  const reveal = useDrawReveal(round.id);
  const [shown, setShown] = useState<Lot | null>(null);
  const drawn = sheet.entries.filter(({ lot }) => lot).length;
  const left = sheet.entries.length - drawn;
  const entryOf = (number: string | undefined) =>
    sheet.entries.find((each) => each.number === number);
  const roomName = (id: string) => words(sheet.rooms.find((room) => room.id === id)?.name);
  return (
    <section className="ys-card ys-stack" data-testid="draw-lots">
      <div className="ys-row between">
        <h2>{t("lots.title")}</h2>
        <span className="num" data-testid="lots-drawn">
          {t("lots.drawn", { drawn, total: sheet.entries.length })}
        </span>
      </div>
      <p className="ys-soft">{t("lots.how")}</p>
      <ProblemAlert error={take.error ?? reveal.error} />
      <ul className="og-lots">
        {sheet.entries.map((entry) => (
          <LotRow
            key={entry.id}
            entry={entry}
            room={entry.lot && sheet.rooms.length > 1 ? roomName(entry.lot.room) : ""}
            busy={take.isPending && take.variables === entry.id}
            onTake={
              sheet.may.includes("lot") && entry.state === "accepted"
                ? () => take.mutate(entry.id, { onSuccess: setShown })
                : null
            }
          />
        ))}
      </ul>
      {sheet.may.includes("reveal") && (
        <div>
          <ConfirmButton
            loading={reveal.isPending}
            question={t("lots.finish.ask")}
            body={
              <p className="ys-soft">
                {left > 0 ? t("lots.finish.left", { left }) : t("lots.finish.all")}
              </p>
            }
            confirm={t("lots.finish.act")}
            onConfirm={() => reveal.mutate()}
            testid="draw-reveal"
          >
            {t("lots.finish.act")}
          </ConfirmButton>
        </div>
      )}
      <Modal
        opened={shown !== null}
        onClose={() => setShown(null)}
        title={words(entryOf(shown?.entry)?.team)}
        closeButtonProps={{ "aria-label": t("close") }}
        centered
      >
        {shown && (
          <div className="og-drawnlot" data-testid="lot-shown">
            {sheet.rooms.length > 1 && <span>{roomName(shown.room)}</span>}
            <strong className="num">{shown.position}</strong>
            <p className="ys-small ys-soft">{t("lots.check")}</p>
            <Hash value={shown.hash} />
            <Button fullWidth onClick={() => setShown(null)} data-testid="lot-close">
              {t("lots.next")}
            </Button>
          </div>
        )}
      </Modal>
    </section>
  );
}

interface RowProps {
  entry: DrawEntry;
  room: string;
  busy: boolean;
  onTake: (() => void) | null;
}

function LotRow({ entry, room, busy, onTake }: RowProps) {
  const { t } = useTranslation("draw");
  const words = useWords();
  const team = words(entry.team);
  return (
    <li data-testid={`lot-${entry.number}`} data-drawn={entry.lot ? "yes" : "no"}>
      <span className="num ys-muted">{entry.number}</span>
      <span>
        <b>{team}</b>
        <small>{entry.title}</small>
      </span>
      {entry.lot ? (
        <span className="got">
          {room && <small>{room}</small>}
          <b className="num">{entry.lot.position}</b>
        </span>
      ) : onTake ? (
        <Button
          variant="default"
          loading={busy}
          onClick={onTake}
          aria-label={t("lots.takeFor", { team })}
          data-testid={`lot-take-${entry.number}`}
        >
          {t("lots.take")}
        </Button>
      ) : (
        <span className="ys-small ys-muted">
          {t(entry.state === "accepted" ? "lots.waits" : "lots.out")}
        </span>
      )}
    </li>
  );
}
