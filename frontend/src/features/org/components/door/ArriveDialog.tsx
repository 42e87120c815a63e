import { Button, Modal, Radio, SegmentedControl, Textarea } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "@/ui/Problem";
import type { useDoor } from "../../api/door";

interface Props {
  team: string;
  /** How many go on stage at most. */
  most: number;
  opened: boolean;
  onClose: () => void;
  send: ReturnType<typeof useDoor>;
}

/** A team has come: how many go on stage, and whether one of the team speaks. */
export function ArriveDialog({ team, most, opened, onClose, send }: Props) {
  const { t } = useTranslation("door");
  const [people, setPeople] = useState("1");
  const [speaker, setSpeaker] = useState("");
  const [note, setNote] = useState("");
  const [tried, setTried] = useState(false);
  const alien = speaker === "other";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!speaker || (alien && !note.trim())) return;
    send.mutate(
      {
        verb: "arrive",
        people: Number(people),
        speaker_is_member: !alien,
        note: note.trim(),
      },
      { onSuccess: onClose },
    );
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("arriveNamed", { team })}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <form className="ys-stack" onSubmit={submit} noValidate data-testid="arrive-dialog">
        <div>
          <p className="og-label" id="door-people">
            {t("peopleAsk", { most })}
          </p>
          <SegmentedControl
            fullWidth
            size="md"
            aria-labelledby="door-people"
            value={people}
            onChange={setPeople}
            data={Array.from({ length: most }, (_, index) => String(index + 1))}
          />
        </div>
        <Radio.Group
          label={t("speakerAsk")}
          value={speaker}
          onChange={setSpeaker}
          error={tried && !speaker ? t("choose") : undefined}
        >
          <div className="og-radios">
            <Radio value="member" label={t("speaker.member")} data-testid="speaker-member" />
            <Radio value="other" label={t("speaker.other")} data-testid="speaker-other" />
          </div>
        </Radio.Group>
        {alien && (
          <p className="og-missing" role="status" data-testid="speaker-rule">
            {t("alienRule")}
          </p>
        )}
        <Textarea
          label={t(alien ? "noteMust" : "note")}
          value={note}
          maxLength={300}
          autosize
          minRows={2}
          error={tried && alien && !note.trim() ? t("noteMissing") : undefined}
          onChange={(event) => setNote(event.currentTarget.value)}
          data-testid="arrive-note"
        />
        <ProblemAlert error={send.error} />
        <div className="ys-row between">
          <Button variant="default" onClick={onClose}>
            {t("back")}
          </Button>
          <Button type="submit" loading={send.isPending} data-testid="arrive-save">
            {t("arriveSave")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
