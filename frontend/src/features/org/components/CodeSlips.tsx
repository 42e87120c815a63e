import { Button } from "@mantine/core";
import { IconPrinter } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { When } from "@/ui/When";
import type { Slips } from "../api/devices";

interface Props {
  slips: Slips;
  zone: string;
  onClose: () => void;
}

/** Codes to cut out, shown this once; printing shows them and nothing else. */
export function CodeSlips({ slips, zone, onClose }: Props) {
  const { t } = useTranslation("org");
  const words = useWords();
  const address = slips.url.replace(/^https?:\/\//, "");
  return (
    <section className="ys-card og-slips" data-testid="code-slips">
      <div className="ys-row between noprint">
        <div>
          <h2>{t("devices.slips")}</h2>
          <p className="ys-small">{t("devices.slips.once")}</p>
        </div>
        <div className="ys-row">
          <Button leftSection={<IconPrinter size={18} stroke={1.8} />} onClick={() => print()}>
            {t("devices.slips.print")}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t("devices.slips.close")}
          </Button>
        </div>
      </div>
      <ul>
        {slips.codes.map((slip) => (
          <li key={slip.seat} data-testid={`slip-${slip.number}`}>
            <span>
              <b>{t("devices.seat", { number: slip.number })}</b> {words(slip.person.name)}
            </span>
            <strong className="num">
              {slip.code?.slice(0, 3)} {slip.code?.slice(3)}
            </strong>
            <span className="ys-small">{t("devices.slips.how", { address })}</span>
            <span className="ys-small ys-soft">
              {t("devices.slips.until")} <When at={slip.closes_at} zone={zone} plain />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
