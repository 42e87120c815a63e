import { Button, NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState, Waiting } from "@/ui/EmptyState";
import { Page } from "@/ui/Page";
import { ProblemAlert } from "@/ui/Problem";
import { When } from "@/ui/When";
import { type Devices, devicesQuery, type Slips, useCodesIssue } from "../api/devices";
import { CodeSlips } from "../components/CodeSlips";
import { DeviceSeat } from "../components/DeviceSeat";
import { Frame, type Here } from "../components/Frame";
import { HallScreens } from "../components/HallScreens";
import { WaitingDevices } from "../components/WaitingDevices";

const HOURS = [1, 2, 4, 8, 12];

/** Who sits on which device, the codes on slips, and browsers that wait for the desk's word. */
export function DevicesPage() {
  return <Frame place="devices">{(here) => <Body {...here} />}</Frame>;
}

function Body({ edition, round }: Here) {
  const { t } = useTranslation("org");
  const desk = useQuery({ ...devicesQuery(round?.id ?? ""), enabled: round !== undefined });
  return (
    <Page title={t("devices.title")} sub={t("devices.sub")}>
      <div className="ys-stack">
        {!round && <EmptyState title={t("round.none")}>{t("round.noneWhy")}</EmptyState>}
        {round && desk.isPending && <Waiting />}
        <ProblemAlert error={desk.error} onRetry={() => void desk.refetch()} />
        {round && desk.data && <Desk round={round.id} desk={desk.data} zone={edition.time_zone} />}
      </div>
    </Page>
  );
}

function Desk({ round, desk, zone }: { round: string; desk: Devices; zone: string }) {
  const { t } = useTranslation("org");
  const [slips, setSlips] = useState<Slips | null>(null);
  const [hours, setHours] = useState(4);
  const issue = useCodesIssue(round);
  const hand = (seat?: string) => {
    const now = Date.now();
    const window = {
      opens_at: new Date(now).toISOString(),
      closes_at: new Date(now + hours * 3_600_000).toISOString(),
    };
    issue.mutate({ window, seat }, { onSuccess: setSlips });
  };
  return (
    <>
      {desk.guarded && (
        <div className="ys-note warn" role="status">
          <p className="words">{t("devices.guarded")}</p>
        </div>
      )}
      <WaitingDevices round={round} waiting={desk.waiting} zone={zone} />
      {slips && <CodeSlips slips={slips} zone={zone} onClose={() => setSlips(null)} />}
      {desk.may_issue && (
        <section className="ys-card og-issue">
          <div>
            <h2>{t("devices.issue")}</h2>
            <p className="ys-small ys-soft">{t("devices.issue.how")}</p>
          </div>
          <NativeSelect
            label={t("devices.issue.for")}
            value={String(hours)}
            data={HOURS.map((count) => ({
              value: String(count),
              label: t("devices.issue.hours", { count }),
            }))}
            onChange={(event) => setHours(Number(event.currentTarget.value))}
          />
          <Button loading={issue.isPending} onClick={() => hand()} data-testid="codes-issue">
            {t("devices.issue.go")}
          </Button>
          <ProblemAlert error={issue.error} />
        </section>
      )}
      <HallScreens round={round} zone={zone} />
      <section className="ys-card og-seats">
        <h2>{t("devices.seats")}</h2>
        <ul>
          {desk.seats.map((seat) => (
            <DeviceSeat
              key={seat.id}
              seat={seat}
              round={round}
              zone={zone}
              onRenew={desk.may_issue ? () => hand(seat.id) : undefined}
            />
          ))}
        </ul>
        <p className="ys-small ys-soft">
          {t("devices.end.at")} <When at={desk.ends_at} zone={zone} />
        </p>
      </section>
    </>
  );
}
