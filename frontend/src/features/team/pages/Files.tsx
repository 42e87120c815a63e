import { Button, FileButton, Progress } from "@mantine/core";
import "@mantine/core/styles/Progress.css";
import { IconAlertTriangle, IconCloudOff, IconFileText, IconUpload } from "@tabler/icons-react";
import type { TFunction } from "i18next";
import { type DragEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { isTransient } from "@/api/problem";
import { sizeText } from "@/lib/size";
import { Page } from "@/ui/Page";
import { ProblemAlert } from "@/ui/Problem";
import { When } from "@/ui/When";
import { Unsubmitted } from "../components/Unsubmitted";
import type { EntryFile } from "../api/types";
import { useEntry } from "../state/context";
import { type DeckState, useDeck } from "../state/deck";

function Current({ file }: { file: EntryFile }) {
  const { t } = useTranslation("team");
  const { edition } = useEntry();
  return (
    <div className="tm-file" data-testid="deck-done">
      <span className="tm-mark done">
        <IconFileText size={24} stroke={1.8} aria-hidden />
      </span>
      <div className="body">
        <strong>{file.name}</strong>
        <span className="ys-small ys-muted">
          {file.pages !== null && `${t("deck.pages", { count: file.pages })} · `}
          {sizeText(file.size)} · <When at={file.since} zone={edition.time_zone} plain />
        </span>
        <span className="ys-small ys-soft">{t("deck.seen")}</span>
      </div>
      <a className="tm-action" href={file.url}>
        {t("deck.open")}
      </a>
    </div>
  );
}

function phaseText(t: TFunction, state: DeckState): string {
  const percent = state.size ? Math.floor((state.sent / state.size) * 100) : 0;
  if (state.offline && state.phase === "uploading") return t("deck.phase.offline", { percent });
  return t(`deck.phase.${state.phase}`, { percent });
}

function Running(props: ReturnType<typeof useDeck>) {
  const { t } = useTranslation("team");
  const { state, pause, resume, cancel } = props;
  const percent = state.size ? (state.sent / state.size) * 100 : 0;
  const busy = state.phase === "uploading" || state.phase === "hashing";
  return (
    <div className="ys-stack tm-upload" data-testid="deck-progress" data-phase={state.phase}>
      <div className="ys-row between">
        <strong>{state.name}</strong>
        <span className="num ys-soft">
          {sizeText(state.sent)} / {sizeText(state.size)}
        </span>
      </div>
      <Progress value={percent} size="lg" aria-label={t("deck.progress")} />
      <div className="ys-row between">
        <span className="ys-small ys-soft" role="status">
          {state.offline && <IconCloudOff size={16} aria-hidden />} {phaseText(t, state)}
        </span>
        <span className="ys-row">
          {busy && (
            <Button variant="default" onClick={pause} data-testid="deck-pause">
              {t("deck.pause")}
            </Button>
          )}
          {state.phase === "paused" && (
            <Button onClick={resume} data-testid="deck-resume">
              {t("deck.resume")}
            </Button>
          )}
          {state.phase !== "checking" && (
            <Button variant="subtle" onClick={cancel} data-testid="deck-cancel">
              {t("deck.cancel")}
            </Button>
          )}
        </span>
      </div>
    </div>
  );
}

function Refused({ state }: { state: DeckState }) {
  const { t } = useTranslation("team");
  if (!state.refused) return null;
  const values = { name: state.name, size: sizeText(state.size) };
  return (
    <div className="ys-note bad" role="alert" data-testid="deck-refused">
      <IconAlertTriangle size={20} stroke={1.8} aria-hidden />
      <div className="words">
        <strong>{t(`deck.refused.${state.refused}.title`, values)}</strong>
        <p>{t(`deck.refused.${state.refused}.detail`)}</p>
      </div>
    </div>
  );
}

function Chooser({ replace, onFile }: { replace: boolean; onFile: (file: File) => void }) {
  const { t } = useTranslation("team");
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file) onFile(file);
  };
  return (
    <div
      className={`tm-drop ${over ? "over" : ""}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <IconUpload size={24} stroke={1.8} aria-hidden />
      <p className="ys-soft">{t("deck.drop")}</p>
      <FileButton
        accept="application/pdf,.pdf"
        onChange={(file) => file && onFile(file)}
        inputProps={{ "data-testid": "deck-input", "aria-label": t("deck.choose") } as never}
      >
        {(props) => (
          <Button {...props} variant={replace ? "default" : "filled"}>
            {replace ? t("deck.replace") : t("deck.choose")}
          </Button>
        )}
      </FileButton>
    </div>
  );
}

/** /team/:entry/files: the pitch deck; the old one stays until the new one is complete. */
export function Files() {
  const { t } = useTranslation("team");
  const { entry, files, editable } = useEntry();
  const upload = useDeck(entry.id);
  const deck = files.find((file) => file.slot === "deck");
  const { state } = upload;
  const running = !["idle", "done", "failed"].includes(state.phase);
  return (
    <Page title={t("step.files")} sub={t("deck.rule")} width="reading">
      <Unsubmitted />
      <section className="ys-card ys-stack wide">
        {deck && <Current file={deck} />}
        <Refused state={state} />
        {state.phase === "failed" && (
          <ProblemAlert
            error={state.error}
            safe={deck ? t("deck.safe") : t("deck.safeNone")}
            {...(isTransient(state.error) && { onRetry: upload.resume })}
          />
        )}
        {running && <Running {...upload} />}
        {!running && editable && <Chooser replace={Boolean(deck)} onFile={upload.begin} />}
        {!deck && !editable && <p className="ys-soft">{t("deck.none")}</p>}
      </section>
    </Page>
  );
}
