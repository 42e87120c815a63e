import { Button } from "@mantine/core";
import { IconLock, IconLockOpen } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { ProblemError } from "@/api/problem";
import { useWords } from "@/lib/bilingual";
import { ConfirmButton } from "@/ui/ConfirmButton";
import { ProblemAlert } from "@/ui/Problem";
import { When } from "@/ui/When";
import { useOpening } from "../../api/ranking";
import type { WhatIfDoor } from "../../api/rankingTypes";
import { OpeningForm } from "./OpeningForm";

interface Props {
  round: string;
  door: WhatIfDoor;
  roles: Set<string>;
  me: string | undefined;
  zone: string;
  /** The rule on trial. */
  chosen: string | null;
  busy: boolean;
  error: unknown;
  onTry: (rule: string) => void;
}

/** Other rules: shut with its reason, asked for, or a row of rules to try. */
export function WhatIfCard(props: Props) {
  const { t } = useTranslation("ranking");
  const { door, error } = props;
  const usable = door.state === "open" || door.state === "published";
  return (
    <section className="ys-card rk-whatif ys-noprint" data-testid="what-if" data-state={door.state}>
      <h2>{t("whatif")}</h2>
      {usable ? (
        <div className="ys-stack">
          <p className="ys-soft">{t("whatif.sub")}</p>
          <Rules {...props} />
          <ProblemAlert error={error} safe={t("whatif.safe")} />
          <OpenNow {...props} />
        </div>
      ) : (
        <Door {...props} />
      )}
    </section>
  );
}

type RulesProps = Pick<Props, "door" | "chosen" | "busy" | "onTry">;

/** The rules that can be tried, one press each. */
export function Rules({ door, chosen, busy, onTry }: RulesProps) {
  const { t } = useTranslation("ranking");
  const words = useWords();
  return (
    <div className="rk-rules" role="group" aria-label={t("whatif.rules")}>
      {door.rules.map(({ id, name }) => (
        <button
          key={id}
          type="button"
          aria-pressed={chosen === id}
          aria-busy={(busy && chosen === id) || undefined}
          data-testid={`try-${id}`}
          onClick={() => !busy && onTry(id)}
        >
          {words(name)}
        </button>
      ))}
    </div>
  );
}

function OpenNow({ door, round, roles, zone }: Props) {
  const { t } = useTranslation("ranking");
  const words = useWords();
  const { close } = useOpening(round);
  if (door.state === "published")
    return <p className="ys-small ys-muted">{t("whatif.published")}</p>;
  const { opening } = door;
  return (
    <div className="ys-row between rk-since">
      <p className="ys-small ys-muted">
        {opening?.attested_at && (
          <WhoWhen
            text={(facts) => t("whatif.openSince", facts)}
            name={words(opening.attested_by?.name)}
            at={opening.attested_at}
            zone={zone}
          />
        )}
      </p>
      {(roles.has("organizer") || roles.has("witness")) && (
        <ConfirmButton
          variant="subtle"
          question={t("whatif.closeAsk")}
          confirm={t("whatif.close")}
          body={<p>{t("whatif.closeWhy")}</p>}
          onConfirm={() => close.mutate()}
          testid="what-if-close"
        >
          {t("whatif.close")}
        </ConfirmButton>
      )}
      <ProblemAlert error={close.error} safe={t("whatif.safe")} />
    </div>
  );
}

type DoorProps = Pick<Props, "round" | "door" | "roles" | "me" | "zone">;

/** The shut door: why it is shut, the request, and the witness's word on it. */
export function Door({ round, door, roles, me, zone }: DoorProps) {
  const { t } = useTranslation("ranking");
  const words = useWords();
  const { attest } = useOpening(round);
  const { opening } = door;
  const vouches = roles.has("witness") || roles.has("verifier");
  const own = opening?.asked_by != null && opening.asked_by.id === me;
  return (
    <div className="ys-stack">
      <div className="rk-closed">
        {door.state === "asked" ? (
          <IconLockOpen size={20} stroke={1.8} aria-hidden />
        ) : (
          <IconLock size={20} stroke={1.8} aria-hidden />
        )}
        <div>
          <strong>{t(door.state === "asked" ? "whatif.asked" : "whatif.closed")}</strong>
          <p className="ys-soft">{t("whatif.closedWhy")}</p>
        </div>
      </div>
      {door.state === "asked" && opening ? (
        <div className="rk-asked" data-testid="what-if-asked">
          <p className="ys-small ys-muted">
            <WhoWhen
              text={(facts) => t("whatif.askedBy", facts)}
              name={words(opening.asked_by?.name)}
              at={opening.asked_at}
              zone={zone}
            />
          </p>
          <blockquote>{opening.reason}</blockquote>
          {vouches && !own ? (
            <ConfirmButton
              question={t("whatif.attestAsk")}
              confirm={t("whatif.attest")}
              body={<p>{t("whatif.attestWhy")}</p>}
              onConfirm={() => attest.mutate()}
              testid="what-if-attest"
            >
              {t("whatif.attest")}
            </ConfirmButton>
          ) : (
            <p className="ys-soft">{t(own && vouches ? "whatif.notOwn" : "whatif.waitWitness")}</p>
          )}
          <Withdraw round={round} shown={roles.has("organizer")} />
          {attest.error instanceof ProblemError && attest.error.status === 404 ? (
            <p role="alert">{t("whatif.witnessThere")}</p>
          ) : (
            <ProblemAlert error={attest.error} safe={t("whatif.safe")} />
          )}
        </div>
      ) : roles.has("organizer") ? (
        <OpeningForm round={round} />
      ) : (
        <p className="ys-soft">{t("whatif.organizerAsks")}</p>
      )}
    </div>
  );
}

function Withdraw({ round, shown }: { round: string; shown: boolean }) {
  const { t } = useTranslation("ranking");
  const { close } = useOpening(round);
  if (!shown) return null;
  return (
    <>
      <Button
        variant="subtle"
        loading={close.isPending}
        onClick={() => close.mutate()}
        data-testid="what-if-withdraw"
      >
        {t("whatif.withdraw")}
      </Button>
      <ProblemAlert error={close.error} safe={t("whatif.safe")} />
    </>
  );
}

interface WhoWhenProps {
  text: (facts: { name: string; at: string }) => string;
  name: string;
  at: string;
  zone: string;
}

const HERE = "\u0000";

/** A sentence with a moment inside. */
function WhoWhen({ text, name, at, zone }: WhoWhenProps) {
  const [before = "", after = ""] = text({ name, at: HERE }).split(HERE);
  return (
    <>
      {before}
      <When at={at} zone={zone} plain />
      {after}
    </>
  );
}
