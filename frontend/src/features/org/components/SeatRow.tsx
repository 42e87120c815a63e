import { Button, CopyButton, TextInput } from "@mantine/core";
import { IconCheck, IconCopy, IconLink } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { ProblemAlert } from "@/ui/Problem";
import { When } from "@/ui/When";
import { type SeatLink, useSeatLink } from "../api/seats";
import type { Seat } from "../api/types";

interface Props {
  seat: Seat;
  /** How many entries a judge states conflicts for. */
  entries: number;
  zone: string;
  mayInvite: boolean;
}

/** One seat: the judge, how ready, and a fresh link that is shown once. */
export function SeatRow({ seat, entries, zone, mayInvite }: Props) {
  const { t } = useTranslation("org");
  const words = useWords();
  const link = useSeatLink(seat.id);
  const stated = entries > 0 && seat.statements >= entries;
  return (
    <li data-testid={`seat-${seat.number}`}>
      <span className="no num">{seat.number}</span>
      <div className="who">
        <b>{words(seat.person.name)}</b>
        <span className="ys-row">
          <span className="ys-small ys-soft">{t(`kind.${seat.kind}`)}</span>
          {seat.is_chair && <span className="ys-chip brand">{t("panel.chair")}</span>}
          {seat.is_alternate && <span className="ys-chip">{t("panel.alternate")}</span>}
        </span>
      </div>
      <div className="ready">
        <Ready done={seat.device_bound} label={t("panel.device")} />
        <Ready done={seat.nda_signed} label={t("panel.nda")} />
        <Ready
          done={stated}
          label={t("panel.statements", { done: seat.statements, total: entries })}
        />
        {seat.recusals > 0 && (
          <span className="ys-chip warn">{t("panel.recusals", { count: seat.recusals })}</span>
        )}
      </div>
      {mayInvite && (
        <Button
          variant="default"
          loading={link.isPending}
          leftSection={<IconLink size={18} stroke={1.8} />}
          onClick={() => link.mutate()}
          aria-label={t("panel.linkNamed", { name: words(seat.person.name) })}
          data-testid={`seat-link-${seat.number}`}
        >
          {t("panel.link")}
        </Button>
      )}
      {link.error && (
        <div className="wide">
          <ProblemAlert error={link.error} />
        </div>
      )}
      {link.data && <Shown link={link.data} number={seat.number} zone={zone} />}
    </li>
  );
}

function Ready({ done, label }: { done: boolean; label: string }) {
  const { t } = useTranslation("org");
  return (
    <span className={done ? "og-ready yes" : "og-ready"}>
      {done ? <IconCheck size={16} stroke={2.4} aria-hidden /> : <i aria-hidden />}
      {label}
      <span className="vh">{done ? t("desk.ok") : t("desk.notOk")}</span>
    </span>
  );
}

function Shown({ link, number, zone }: { link: SeatLink; number: number; zone: string }) {
  const { t } = useTranslation("org");
  return (
    <div className="wide og-link">
      <div className="ys-row">
        <TextInput
          readOnly
          aria-label={t("panel.linkAddress")}
          value={link.url}
          onFocus={(event) => event.currentTarget.select()}
          data-testid={`seat-url-${number}`}
        />
        <CopyButton value={link.url} timeout={4000}>
          {({ copied, copy }) => (
            <Button
              onClick={copy}
              leftSection={
                copied ? <IconCheck size={18} stroke={2} /> : <IconCopy size={18} stroke={1.8} />
              }
            >
              {copied ? t("copied") : t("copy")}
            </Button>
          )}
        </CopyButton>
      </div>
      <p className="ys-small ys-soft">
        {t("panel.once")} {t("panel.expires")} <When at={link.expires_at} zone={zone} />
      </p>
    </div>
  );
}
