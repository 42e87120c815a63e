import { Button, Checkbox, Modal, NativeSelect, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { ProblemAlert } from "@/ui/Problem";
import { offerUndo } from "@/ui/undo";
import { type BreakSent, roomBreaks } from "../api/breaks";
import type { Break, ConsoleBody } from "../api/types";
import { placeReached, placesFree } from "../state/breaks";

/** A break in the running order; whoever runs the room opens it. */
export function BreakRow({ body, item, runs }: { body: ConsoleBody; item: Break; runs: boolean }) {
  const { t } = useTranslation("org");
  const words = useWords();
  const [open, setOpen] = useState(false);
  const passed = item.after < placeReached(body);
  const text = (
    <>
      <span className="t">{words(item.words)}</span>
      <span className="e num">
        {item.ends_session && !item.skipped && <span className="tag">{t("break.ends")}</span>}{" "}
        {item.skipped ? t("break.skipped") : t("break.minutes", { count: item.minutes })}
      </span>
    </>
  );
  const tone = item.skipped ? "brk off" : passed ? "brk over" : "brk";
  return (
    <li className={tone} data-testid="break-row" data-after={item.after}>
      {runs && !passed ? (
        <button type="button" onClick={() => setOpen(true)} data-testid="break-open">
          {text}
        </button>
      ) : (
        <div>{text}</div>
      )}
      {open && <BreakForm body={body} item={item} onClose={() => setOpen(false)} />}
    </li>
  );
}

/** The button that puts a break in. */
export function BreakAdd({ body }: { body: ConsoleBody }) {
  const { t } = useTranslation("org");
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="add" onClick={() => setOpen(true)} data-testid="break-add">
        {t("break.add")}
      </button>
      {open && <BreakForm body={body} item={null} onClose={() => setOpen(false)} />}
    </>
  );
}

interface FormProps {
  body: ConsoleBody;
  item: Break | null;
  onClose: () => void;
}

/** Sends a change, and offers to take it back. */
function useBreaks(body: ConsoleBody, item: Break | null, onClose: () => void) {
  const { t } = useTranslation("org");
  const words = useWords();
  const room = body.room.id;
  return useMutation({
    mutationFn: (sent: BreakSent) => roomBreaks(room, sent),
    onSuccess: ({ breaks }, sent) => {
      const known = new Set((body.breaks ?? []).map(({ id }) => id));
      const made = breaks.find(({ id }) => !known.has(id));
      const back = backOf(sent, item, made);
      const name = words(sent.verb === "remove" ? item?.words : sent.words);
      if (back) {
        offerUndo(t(`break.did.${sent.verb}`, { name }), () => roomBreaks(room, back));
      }
      onClose();
    },
  });
}

function backOf(sent: BreakSent, was: Break | null, made: Break | undefined): BreakSent | null {
  if (sent.verb === "add") return made ? { verb: "remove", id: made.id } : null;
  if (!was) return null;
  const { after, minutes, words, ends_session = false } = was;
  return sent.verb === "set"
    ? { verb: "set", ...was, ends_session }
    : { verb: "add", after, minutes, words, ends_session };
}

function BreakForm({ body, item, onClose }: FormProps) {
  const { t } = useTranslation(["org", "common"]);
  const words = useWords();
  const places = placesFree(body, item?.after ?? null);
  const first = places[0]?.position ?? 0;
  const [after, setAfter] = useState(String(item?.after ?? first));
  const [minutes, setMinutes] = useState(String(item?.minutes ?? 10));
  const [zh, setZh] = useState(item?.words.zh ?? "");
  const [en, setEn] = useState(item?.words.en ?? "");
  const [ends, setEnds] = useState(item?.ends_session ?? false);
  const send = useBreaks(body, item, onClose);
  const length = /^\d+$/.test(minutes) ? Number(minutes) : 0;
  const ready = zh.trim() !== "" && length >= 1 && length <= 240;
  const said = {
    after: Number(after),
    minutes: length,
    words: { zh: zh.trim(), en: en.trim() },
    ...(body.session && { ends_session: ends }),
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    const kept = { ...said, id: item?.id ?? "", skipped: item?.skipped ?? false };
    send.mutate(item ? { verb: "set", ...kept } : { verb: "add", ...said });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(item ? "break.change" : "break.new")}
      closeButtonProps={{ "aria-label": t("common:close") }}
    >
      {places.length === 0 ? (
        <p>{t("break.noPlace")}</p>
      ) : (
        <form className="ys-stack" onSubmit={submit}>
          <TextInput
            label={t("break.zh")}
            value={zh}
            maxLength={120}
            data-autofocus
            onChange={(event) => setZh(event.currentTarget.value)}
            data-testid="break-zh"
          />
          <TextInput
            label={t("break.en")}
            value={en}
            maxLength={120}
            onChange={(event) => setEn(event.currentTarget.value)}
            data-testid="break-en"
          />
          <TextInput
            label={t("break.length")}
            value={minutes}
            inputMode="numeric"
            error={length >= 1 && length <= 240 ? undefined : t("break.lengthWrong")}
            onChange={(event) => setMinutes(event.currentTarget.value)}
            data-testid="break-minutes"
          />
          <NativeSelect
            label={t("break.place")}
            value={after}
            onChange={(event) => setAfter(event.currentTarget.value)}
            data={places.map((slot) => ({
              value: String(slot?.position ?? 0),
              label: slot
                ? t("break.after", { number: slot.position, team: words(slot.entry.team) })
                : t("break.before"),
            }))}
            data-testid="break-place"
          />
          {body.session && (
            <Checkbox
              label={t("break.endsSession")}
              description={t("break.endsSession.what")}
              checked={ends}
              onChange={(event) => setEnds(event.currentTarget.checked)}
              data-testid="break-ends"
            />
          )}
          <ProblemAlert error={send.error} />
          <div className="ys-row between">
            {item ? (
              <span className="ys-row">
                <Button
                  variant="default"
                  disabled={send.isPending}
                  onClick={() => send.mutate({ verb: "set", ...item, skipped: !item.skipped })}
                  data-testid="break-skip"
                >
                  {t(item.skipped ? "break.keep" : "break.skip")}
                </Button>
                <Button
                  variant="default"
                  disabled={send.isPending}
                  onClick={() => send.mutate({ verb: "remove", id: item.id })}
                  data-testid="break-remove"
                >
                  {t("break.remove")}
                </Button>
              </span>
            ) : (
              <Button variant="default" onClick={onClose}>
                {t("common:back")}
              </Button>
            )}
            <Button type="submit" disabled={!ready || send.isPending} data-testid="break-save">
              {t("break.save")}
            </Button>
          </div>
        </form>
      )}
    </Modal>
  );
}
