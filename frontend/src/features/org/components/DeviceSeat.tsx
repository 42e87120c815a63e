import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { ConfirmButton } from "@/ui/ConfirmButton";
import { ProblemAlert } from "@/ui/Problem";
import { When } from "@/ui/When";
import { type DeskSeat, useCodeRevoke, useDeviceEnd } from "../api/devices";

interface Props {
  seat: DeskSeat;
  round: string;
  zone: string;
  onRenew?: () => void;
}

/** A seat at the desk: its devices, its code, and what may be done about them. */
export function DeviceSeat({ seat, round, zone, onRenew }: Props) {
  const { t } = useTranslation("org");
  const words = useWords();
  const end = useDeviceEnd(round);
  const revoke = useCodeRevoke(round);
  const { number } = seat;
  return (
    <li data-testid={`device-seat-${number}`}>
      <span className="no num">{number}</span>
      <div className="who">
        <b>{words(seat.person.name)}</b>
        <span className="ys-row">
          <span className="ys-small ys-soft">{words(seat.panel)}</span>
          {seat.is_alternate && <span className="ys-chip">{t("panel.alternate")}</span>}
        </span>
      </div>
      <div className="og-bound">
        {seat.devices.length === 0 && <span className="ys-soft">{t("devices.unbound")}</span>}
        {seat.devices.map((device) => (
          <div key={device.id} className="ys-row between">
            <span>
              <b>{device.label || t("devices.unnamed")}</b>
              <span className="ys-small ys-soft">
                {device.seen_at ? t("devices.seen") : t("devices.bound")}{" "}
                <When at={device.seen_at ?? device.bound_at} zone={zone} plain />
              </span>
            </span>
            <ConfirmButton
              variant="default"
              question={t("devices.end.question", { number })}
              body={<p>{t("devices.end.body")}</p>}
              confirm={t("devices.end")}
              onConfirm={() => end.mutate({ seat: seat.id, device: device.id })}
              aria-label={t("devices.endNamed", { number })}
              testid={`device-end-${number}`}
            >
              {t("devices.end")}
            </ConfirmButton>
          </div>
        ))}
        <CodeLine seat={seat} zone={zone} />
        <ProblemAlert error={end.error ?? revoke.error} />
      </div>
      {onRenew && (
        <div className="og-seat-acts">
          <Button
            variant="default"
            onClick={onRenew}
            aria-label={t("devices.code.renewNamed", { number })}
          >
            {t("devices.code.renew")}
          </Button>
          {seat.code && (
            <Button
              variant="subtle"
              loading={revoke.isPending}
              onClick={() => revoke.mutate(seat.id)}
              aria-label={t("devices.code.revokeNamed", { number })}
            >
              {t("devices.code.revoke")}
            </Button>
          )}
        </div>
      )}
    </li>
  );
}

function CodeLine({ seat, zone }: { seat: DeskSeat; zone: string }) {
  const { t } = useTranslation("org");
  const { code } = seat;
  if (!code) return <span className="ys-small ys-muted">{t("devices.code.none")}</span>;
  if (Date.parse(code.closes_at) <= Date.now()) {
    return <span className="ys-small ys-muted">{t("devices.code.over")}</span>;
  }
  const early = Date.parse(code.opens_at) > Date.now();
  return (
    <span className="ys-small">
      {t(early ? "devices.code.from" : "devices.code.until")}{" "}
      <When at={early ? code.opens_at : code.closes_at} zone={zone} plain />{" "}
      {code.guarded && <span className="ys-chip warn">{t("devices.code.guarded")}</span>}
    </span>
  );
}
