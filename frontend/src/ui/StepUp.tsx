import { Button, Modal } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { factorsOwn } from "@/api/factors";
import type { ProblemError } from "@/api/problem";
import { onStepUp } from "@/api/stepUp";
import { Waiting } from "./EmptyState";
import { FactorCheck } from "./FactorCheck";
import { MailCheck } from "./MailCheck";
import { ProblemAlert } from "./Problem";

interface Asked {
  problem: ProblemError;
  done: (shown: boolean) => void;
}

/**
 * Opens by itself where the server asks for the second factor, or for a code by e-mail before the
 * first one is added; afterwards the refused request is
 * sent again, so nobody presses a button twice. What the person typed stays on the page below.
 */
export function StepUp() {
  const [asked, setAsked] = useState<Asked | null>(null);
  useEffect(
    () =>
      onStepUp(
        (problem) =>
          new Promise((resolve) =>
            setAsked({
              problem,
              done: (shown) => {
                setAsked(null);
                resolve(shown);
              },
            }),
          ),
      ),
    [],
  );
  const { t } = useTranslation("factor");
  return (
    <Modal
      opened={asked !== null}
      onClose={() => asked?.done(false)}
      title={asked?.problem.body.title}
      closeButtonProps={{ "aria-label": t("close") }}
      zIndex={400}
    >
      {asked && (
        <div className="ys-stack" data-testid="step-up">
          <p className="ys-soft">{asked.problem.body.detail}</p>
          <Answer asked={asked} />
        </div>
      )}
    </Modal>
  );
}

function Answer({ asked: { problem, done } }: { asked: Asked }) {
  if (problem.code === "second_factor_missing") return <Missing done={done} />;
  if (problem.code === "email_code_required") return <MailCheck onDone={() => done(true)} />;
  return <Check done={done} />;
}

function Check({ done }: { done: Asked["done"] }) {
  const own = useQuery({ queryKey: ["factors"], queryFn: factorsOwn, gcTime: 0 });
  if (own.isPending) return <Waiting />;
  if (own.isError) return <ProblemAlert error={own.error} onRetry={() => void own.refetch()} />;
  const types = own.data.map((factor) => factor.type);
  return <FactorCheck occasion="reauthenticate" types={types} onDone={() => done(true)} />;
}

/** The account page opens beside this one: what was typed here stays. */
function Missing({ done }: { done: Asked["done"] }) {
  const { t } = useTranslation("factor");
  return (
    <div className="ys-row between">
      <Button
        component="a"
        href="/account"
        target="_blank"
        variant="default"
        data-testid="step-up-account"
      >
        {t("missing.add")}
      </Button>
      <Button onClick={() => done(true)} data-testid="step-up-added">
        {t("missing.added")}
      </Button>
    </div>
  );
}
