import { Button, Modal } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { ProblemAlert } from "@/ui/Problem";
import { useOverridePropose } from "../../api/overrides";
import type { ConsoleSlot } from "../../api/types";
import type { ConsoleFeed } from "../../state/feed";
import { WordsField } from "../WordsField";

interface Props {
  round: string;
  slot: ConsoleSlot;
  feed: ConsoleFeed;
}

/** Asks that a team that did not come when it was called may come last. */
export function LateReturn({ round, slot, feed }: Props) {
  const { t } = useTranslation("door");
  const words = useWords();
  const propose = useOverridePropose(round, slot.id);
  const [opened, setOpened] = useState(false);
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  if (slot.override?.kind === "late") {
    return (
      <p className="ys-small ys-soft" data-testid="late-waits">
        {t("lateWaits")}
      </p>
    );
  }
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!reason.trim()) return;
    propose.mutate(
      { kind: "late", reason: reason.trim() },
      {
        onSuccess: () => {
          setOpened(false);
          void feed.refresh(true);
        },
      },
    );
  };
  return (
    <>
      <Button size="md" variant="default" onClick={() => setOpened(true)} data-testid="late-ask">
        {t("late")}
      </Button>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={t("lateTitle", { team: words(slot.entry.team) })}
        closeButtonProps={{ "aria-label": t("close") }}
      >
        <form className="ys-stack" onSubmit={send} noValidate>
          <p className="ys-small ys-soft">{t("lateEffect")}</p>
          <WordsField
            label={t("lateReason")}
            value={reason}
            onChange={setReason}
            missing={tried ? t("lateMissing") : undefined}
            testid="late-reason"
          />
          <ProblemAlert error={propose.error} />
          <div className="ys-row">
            <Button
              type="submit"
              color="ink"
              loading={propose.isPending}
              data-testid="late-propose"
            >
              {t("latePropose")}
            </Button>
          </div>
        </form>
      </Modal>
    </>
  );
}
