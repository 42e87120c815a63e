import { ActionIcon, Button, TextInput } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { type FormEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import type { DrawSheet, Orders } from "../../api/draw";
import { leftOut, meant, type Unfit, unfit } from "../../state/paper";

interface Props {
  sheet: DrawSheet;
  orders: Orders;
  onChange: (orders: Orders) => void;
}

/** The drawn order of each room, typed number by number; Enter takes a line. */
export function OrderEditor({ sheet, orders, onChange }: Props) {
  return (
    <div className="og-orders">
      {sheet.rooms.map((room) => (
        <RoomList key={room.id} room={room} sheet={sheet} orders={orders} onChange={onChange} />
      ))}
    </div>
  );
}

interface ListProps extends Props {
  room: DrawSheet["rooms"][number];
}

function RoomList({ room, sheet, orders, onChange }: ListProps) {
  const { t } = useTranslation("draw");
  const words = useWords();
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState<Unfit | null>(null);
  const list = orders[room.id] ?? [];
  const put = (next: string[]) => onChange({ ...orders, [room.id]: next });
  const take = (event: FormEvent) => {
    event.preventDefault();
    const entry = meant(sheet.entries, typed);
    const found = unfit(entry, room.id, orders);
    setWrong(found);
    if (found || !entry) return;
    put([...list, entry.number]);
    setTyped("");
    field.current?.focus();
  };
  const teamOf = (number: string) =>
    words(sheet.entries.find((each) => each.number === number)?.team);
  return (
    <section aria-label={words(room.name)}>
      {sheet.rooms.length > 1 && <h3>{words(room.name)}</h3>}
      <ol>
        {list.map((number, index) => (
          <li key={number} data-testid={`typed-${number}`}>
            <span className="num">{index + 1}</span>
            <span className="num ys-muted">{number}</span>
            <b>{teamOf(number)}</b>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={44}
              aria-label={t("paper.remove", { number })}
              onClick={() => put(list.filter((each) => each !== number))}
            >
              <IconX size={18} stroke={1.8} aria-hidden />
            </ActionIcon>
          </li>
        ))}
      </ol>
      {leftOut(sheet.entries, orders) > 0 && (
        <form onSubmit={take}>
          <TextInput
            ref={field}
            label={t("paper.next", { position: list.length + 1 })}
            placeholder={sheet.entries[0]?.number}
            value={typed}
            error={wrong && t(`paper.unfit.${wrong}`)}
            autoComplete="off"
            maxLength={32}
            onChange={(event) => {
              setTyped(event.currentTarget.value);
              setWrong(null);
            }}
            data-testid={`paper-number-${sheet.rooms.indexOf(room) + 1}`}
          />
          <Button type="submit" variant="default">
            {t("paper.take")}
          </Button>
        </form>
      )}
    </section>
  );
}
