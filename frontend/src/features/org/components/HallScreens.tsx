import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { ConfirmButton } from "@/ui/ConfirmButton";
import { ProblemAlert } from "@/ui/Problem";
import { When } from "@/ui/When";
import { roundQuery } from "../api/round";
import { screensQuery, useScreenPair, useScreenUnpair } from "../api/screens";

/** The hall's screens: the code that one shows is typed here, and here it ends. */
export function HallScreens({ round, zone }: { round: string; zone: string }) {
  const { t } = useTranslation("org");
  const found = useQuery(screensQuery(round));
  const pair = useScreenPair(round);
  const unpair = useScreenUnpair(round);
  const [code, setCode] = useState("");
  const [label, setLabel] = useState("");
  const words = useWords();
  const details = useQuery(roundQuery(round));
  const rooms = details.data?.panels.map((panel) => panel.room) ?? [];
  const [room, setRoom] = useState("");
  const shown = room || rooms[0]?.id;
  const several = rooms.length > 1;
  const send = (event: FormEvent) => {
    event.preventDefault();
    pair.mutate(
      { code, label, ...(several && shown && { room: shown }) },
      {
        onSuccess: () => {
          setCode("");
          setLabel("");
        },
      },
    );
  };
  const screens = found.data?.screens ?? [];
  return (
    <section className="ys-card ys-stack" data-testid="hall-screens">
      <div>
        <h2>{t("screens.title")}</h2>
        <p className="ys-small ys-soft">{t("screens.how", { address: `${location.host}/pair` })}</p>
      </div>
      <form className="og-screen" onSubmit={send}>
        <TextInput
          label={t("screens.code")}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          placeholder="K7-2Q"
          autoComplete="off"
          autoCapitalize="characters"
          maxLength={12}
          required
          data-testid="screen-code"
        />
        <TextInput
          label={t("screens.label")}
          value={label}
          onChange={(event) => setLabel(event.currentTarget.value)}
          placeholder={t("screens.labelHint")}
          maxLength={60}
          data-testid="screen-label"
        />
        {several && (
          <NativeSelect
            label={t("screens.room")}
            value={shown}
            data={rooms.map(({ id, name }) => ({ value: id, label: words(name) }))}
            onChange={(event) => setRoom(event.currentTarget.value)}
            data-testid="screen-room"
          />
        )}
        <Button type="submit" loading={pair.isPending} data-testid="screen-pair">
          {t("screens.pair")}
        </Button>
      </form>
      <ProblemAlert error={pair.error ?? unpair.error ?? found.error} />
      {found.data && screens.length === 0 && <p className="ys-soft">{t("screens.none")}</p>}
      {screens.map((screen) => {
        const name = screen.label || t("screens.unnamed");
        return (
          <div key={screen.id} className="ys-row between" data-testid="hall-screen">
            <span>
              <b>{name}</b>{" "}
              {several && (
                <span className="ys-chip">
                  {words(rooms.find(({ id }) => id === screen.room)?.name)}
                </span>
              )}{" "}
              <span className="ys-small ys-soft">
                {screen.seen_at ? t("devices.seen") : t("devices.bound")}{" "}
                <When at={screen.seen_at ?? screen.bound_at} zone={zone} plain />
              </span>
            </span>
            <ConfirmButton
              variant="default"
              question={t("screens.question", { name })}
              body={<p>{t("screens.body")}</p>}
              confirm={t("screens.end")}
              onConfirm={() => unpair.mutate(screen.id)}
              aria-label={t("screens.endNamed", { name })}
              testid="screen-end"
            >
              {t("screens.end")}
            </ConfirmButton>
          </div>
        );
      })}
    </section>
  );
}
