import { Button } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck, IconScale } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Ranking } from "../../api/rankingTypes";

interface Props {
  ranking: Ranking;
  /** Where the panel talks about it, where that is possible for this person. */
  deliberate: string;
  /** Where the rule's order is kept: the result. */
  results: string;
}

/** The question at the main line, with both ways on: the panel talks, or the rule decides. */
export function LineQuestion({ ranking, deliberate, results }: Props) {
  const { t } = useTranslation(["ranking", "org"]);
  const cut = ranking.cuts[0];
  if (!cut || ranking.state === "running") return null;
  const { after, gap, close } = cut;
  const firm = close.length === 0;
  const places = { in: after, out: after + 1 };
  const Icon = firm ? IconCircleCheck : IconAlertTriangle;
  return (
    <section className="ys-card rk-question" data-testid="line-question" data-firm={firm}>
      <div className={firm ? "rk-close ok" : "rk-close"}>
        <Icon size={20} stroke={1.8} aria-hidden />
        <div>
          <strong>
            {firm
              ? t("clear")
              : t("close", { count: close.length, numbers: close.join(t("listComma")) })}
          </strong>
          {!firm && <p>{t("closeWhy")}</p>}
        </div>
      </div>
      {ranking.state === "locked" ? (
        <p className="ys-soft">{t("keepLocked")}</p>
      ) : (
        <div className="rk-ask">
          <h2>
            {gap !== null && Number(gap) > 0 ? t("ask", { ...places, gap }) : t("askTied", places)}
          </h2>
          <div className="ys-row">
            <Button
              component={Link}
              to={deliberate}
              variant={firm ? "default" : "filled"}
              leftSection={<IconScale size={18} stroke={1.8} aria-hidden />}
              data-testid="line-deliberate"
            >
              {t("deliberate")}
            </Button>
            <Button component={Link} to={results} variant="default" data-testid="line-keep">
              {t("keep")}
            </Button>
          </div>
        </div>
      )}
    </section>
  );
}
