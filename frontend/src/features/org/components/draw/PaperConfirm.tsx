import { Checkbox } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemError } from "@/api/problem";
import { useWords } from "@/lib/bilingual";
import { ProblemAlert } from "@/ui/Problem";
import { ReasonedButton } from "@/ui/ReasonedButton";
import { type DrawPaper, type DrawSheet, type Orders, usePaperConfirm } from "../../api/draw";
import { leftOut, unlike, type Unlike } from "../../state/paper";
import { Choice } from "./Choice";
import { OrderEditor } from "./OrderEditor";
import { emptyOrders } from "./PaperType";

interface Props {
  round: string;
  sheet: DrawSheet;
  paper: DrawPaper;
}

/** The second person: types the paper again without seeing the first typing, or ticks each line. */
export function PaperConfirm({ round, sheet, paper }: Props) {
  const { t } = useTranslation("draw");
  const confirm = usePaperConfirm(round);
  const [check, setCheck] = useState<"typed" | "read">("typed");
  const [orders, setOrders] = useState<Orders>(emptyOrders(sheet));
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const lines = Object.values(paper.orders).flat();
  const left = check === "typed" ? leftOut(sheet.entries, orders) : lines.length - ticked.size;
  const differs =
    confirm.error instanceof ProblemError && confirm.error.code === "draw_paper_differs";
  const sent = confirm.variables?.orders;
  return (
    <div className="ys-stack" data-testid="paper-second">
      <h3>{t("second.title")}</h3>
      <Choice
        label={t("second.ask")}
        value={check}
        onChange={setCheck}
        choices={(["typed", "read"] as const).map((each) => ({
          value: each,
          name: t(`second.${each}`),
          how: t(`second.${each}.how`),
          testid: `paper-check-${each}`,
        }))}
      />
      {check === "typed" ? (
        <OrderEditor sheet={sheet} orders={orders} onChange={setOrders} />
      ) : (
        <Lines sheet={sheet} paper={paper} ticked={ticked} onTick={setTicked} />
      )}
      <ProblemAlert error={confirm.error} />
      {differs && sent && <Differences sheet={sheet} rows={unlike(paper.orders, sent)} />}
      <ReasonedButton
        reason={left > 0 ? t(`second.left.${check}`, { left }) : null}
        busy={confirm.isPending}
        onAct={() => confirm.mutate({ orders: check === "typed" ? orders : paper.orders, check })}
        testid="paper-confirm"
      >
        {t("second.act")}
      </ReasonedButton>
    </div>
  );
}

interface LinesProps {
  sheet: DrawSheet;
  paper: DrawPaper;
  ticked: ReadonlySet<string>;
  onTick: (ticked: ReadonlySet<string>) => void;
}

function Lines({ sheet, paper, ticked, onTick }: LinesProps) {
  const { t } = useTranslation("draw");
  const words = useWords();
  const turn = (number: string) => {
    const next = new Set(ticked);
    if (!next.delete(number)) next.add(number);
    onTick(next);
  };
  return (
    <div className="og-orders">
      {sheet.rooms.map((room) => (
        <section key={room.id} aria-label={words(room.name)}>
          {sheet.rooms.length > 1 && <h3>{words(room.name)}</h3>}
          <ol className="ticks">
            {(paper.orders[room.id] ?? []).map((number, index) => (
              <li key={number}>
                <Checkbox
                  size="md"
                  checked={ticked.has(number)}
                  onChange={() => turn(number)}
                  label={t("second.line", {
                    position: index + 1,
                    number,
                    team: words(sheet.entries.find((each) => each.number === number)?.team),
                  })}
                  data-testid={`tick-${number}`}
                />
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

function Differences({ sheet, rows }: { sheet: DrawSheet; rows: Unlike[] }) {
  const { t } = useTranslation("draw");
  const words = useWords();
  return (
    <div className="og-scroll" tabIndex={0} role="region" aria-label={t("differs.title")}>
      <table className="og-table" data-testid="paper-differs">
        <thead>
          <tr>
            {sheet.rooms.length > 1 && <th scope="col">{t("register.room")}</th>}
            <th scope="col">{t("register.position")}</th>
            <th scope="col">{t("differs.first")}</th>
            <th scope="col">{t("differs.second")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.room}-${row.position}`}>
              {sheet.rooms.length > 1 && (
                <td>{words(sheet.rooms.find(({ id }) => id === row.room)?.name)}</td>
              )}
              <td className="num">{row.position}</td>
              <td className="num">{row.first ?? "—"}</td>
              <td className="num">{row.second ?? "—"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
