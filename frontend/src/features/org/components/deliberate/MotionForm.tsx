import { Button, Textarea, TextInput } from "@mantine/core";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { ProblemAlert } from "@/ui/Problem";
import { useTalk } from "../../api/deliberation";
import type { Deliberation, MotionKind, RankedRow } from "../../api/deliberationTypes";
import type { EditionRound } from "../../api/types";
import { tiedWith } from "../../state/deliberation";

interface Props {
  round: EditionRound;
  row: RankedRow;
  rows: RankedRow[];
  talk: Deliberation | null;
}

/** What is put to the vote about the entry. */
export function MotionForm({ round, row, rows, talk }: Props) {
  const { t } = useTranslation("deliberation");
  const { put } = useTalk(round.id);
  const tied = tiedWith(rows, row);
  const breakable = tied.length > 1 && talk?.tie_vote === true;
  const kinds: MotionKind[] = breakable
    ? ["keep", "tie_break", "rescore", "disqualify"]
    : ["keep", "rescore", "disqualify"];
  const [kind, setKind] = useState<MotionKind>(breakable ? "tie_break" : "keep");
  const [text, setText] = useState("");
  const [clause, setClause] = useState("");
  const [order, setOrder] = useState(tied);
  const [tried, setTried] = useState(false);
  const need = (value: string) => (tried && !value.trim() ? t("form.fill") : undefined);
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!text.trim() || (kind === "disqualify" && !clause.trim())) return;
    put.mutate({
      entry: row.entry,
      kind,
      text: text.trim(),
      ...(kind === "disqualify" && { clause: clause.trim() }),
      ...(kind === "tie_break" && { order }),
    });
  };
  return (
    <form className="dl-form" onSubmit={send} noValidate data-testid="motion-form">
      <h3>{t("form.title")}</h3>
      <div className="dl-kinds" role="radiogroup" aria-label={t("form.kind")}>
        {kinds.map((each) => (
          <label key={each} data-on={kind === each || undefined}>
            <input
              type="radio"
              name="kind"
              className="vh"
              checked={kind === each}
              onChange={() => setKind(each)}
              data-testid={`kind-${each}`}
            />
            {t(`kind.${each}`)}
          </label>
        ))}
      </div>
      <p className="ys-small ys-soft">{t(`kind.${kind}.why`)}</p>
      {kind === "tie_break" && <Order order={order} rows={rows} onOrder={setOrder} />}
      <Textarea
        label={t("form.text")}
        placeholder={t(`form.example.${kind}`)}
        value={text}
        maxLength={500}
        autosize
        minRows={2}
        error={need(text)}
        onChange={(event) => setText(event.currentTarget.value)}
        data-testid="motion-text"
      />
      {kind === "disqualify" && (
        <TextInput
          label={t("form.clause")}
          placeholder={t("form.example.clause")}
          value={clause}
          maxLength={200}
          error={need(clause)}
          onChange={(event) => setClause(event.currentTarget.value)}
          data-testid="motion-clause"
        />
      )}
      <ProblemAlert error={put.error} />
      <Button type="submit" className="ys-button" loading={put.isPending} data-testid="motion-put">
        {t("form.put")}
      </Button>
    </form>
  );
}

interface OrderProps {
  order: string[];
  rows: RankedRow[];
  onOrder: (order: string[]) => void;
}

/** The tied entries, best first; each moves up or down. */
function Order({ order, rows, onOrder }: OrderProps) {
  const { t } = useTranslation("deliberation");
  const words = useWords();
  const swap = (at: number) => {
    const moved = [...order];
    moved.splice(at, 2, ...order.slice(at, at + 2).reverse());
    onOrder(moved);
  };
  return (
    <ol className="dl-order" aria-label={t("form.order")}>
      {order.map((number, at) => {
        const team = words(rows.find((row) => row.number === number)?.team) || number;
        return (
          <li key={number} data-testid={`order-${number}`}>
            <span className="num">{at + 1}</span>
            <b>{team}</b>
            <button
              type="button"
              disabled={at === 0}
              aria-label={t("form.up", { team })}
              onClick={() => swap(at - 1)}
            >
              <IconArrowUp size={18} stroke={1.8} aria-hidden />
            </button>
            <button
              type="button"
              disabled={at === order.length - 1}
              aria-label={t("form.down", { team })}
              onClick={() => swap(at)}
            >
              <IconArrowDown size={18} stroke={1.8} aria-hidden />
            </button>
          </li>
        );
      })}
    </ol>
  );
}
