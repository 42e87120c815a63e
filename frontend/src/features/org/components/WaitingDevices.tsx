import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "@/ui/Problem";
import { When } from "@/ui/When";
import { useDecideDevice, type WaitingDevice } from "../api/devices";

interface Props {
  round: string;
  waiting: WaitingDevice[];
  zone: string;
}

/** Browsers with a right code that wait for a person's word. */
export function WaitingDevices({ round, waiting, zone }: Props) {
  const { t } = useTranslation("org");
  const decide = useDecideDevice(round);
  return (
    <section className="ys-card og-waiting">
      <h2>{t("devices.waiting", { count: waiting.length })}</h2>
      <p className="ys-small ys-soft">
        {t(waiting.length ? "devices.waiting.how" : "devices.waiting.none")}
      </p>
      <ProblemAlert error={decide.error} />
      <ul>
        {waiting.map((each) => {
          const named = { number: each.number, tag: each.tag };
          const send = (decision: "approve" | "refuse") =>
            decide.mutate({ request: each.id, decision });
          return (
            <li key={each.id} data-testid={`waiting-${each.number}`}>
              <b className="tag num">{each.tag}</b>
              <div className="who">
                <b>{t("devices.seat", { number: each.number })}</b>
                <span className="ys-small ys-soft">
                  {each.label || t("devices.unnamed")} ·{" "}
                  <When at={each.asked_at} zone={zone} seconds plain />
                </span>
                <span className="ys-small">{t(`devices.reason.${each.reason}`)}</span>
              </div>
              <Button
                disabled={decide.isPending}
                aria-label={t("devices.approveNamed", named)}
                data-testid="waiting-approve"
                onClick={() => send("approve")}
              >
                {t("devices.approve")}
              </Button>
              <Button
                variant="default"
                disabled={decide.isPending}
                aria-label={t("devices.refuseNamed", named)}
                data-testid="waiting-refuse"
                onClick={() => send("refuse")}
              >
                {t("devices.refuse")}
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
