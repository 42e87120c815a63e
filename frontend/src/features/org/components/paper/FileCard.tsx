import { Button, FileButton, TextInput } from "@mantine/core";
import { IconCamera, IconCheck, IconFileUpload } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemError } from "@/api/problem";
import { ProblemAlert } from "@/ui/Problem";
import { type PaperPage, readPage, useFile } from "../../api/papers";
import { photoRead } from "../../state/photo";
import { usePageName } from "./PageName";

interface Taken {
  blob: Blob;
  preview: string | null;
}
type Step = "idle" | "reading" | "unread" | "found";

/** A signed page comes back: photographed, recognized by its QR or its code, filed. */
export function FileCard({ round }: { round: string }) {
  const { t } = useTranslation("paper");
  const name = usePageName();
  const file = useFile(round);
  const [step, setStep] = useState<Step>("idle");
  const [taken, setTaken] = useState<Taken | null>(null);
  const [page, setPage] = useState<PaperPage | null>(null);
  const [code, setCode] = useState("");
  const [error, setError] = useState<unknown>(null);
  const [filed, setFiled] = useState<string | null>(null);
  const preview = taken?.preview;
  useEffect(
    () => () => {
      if (preview) URL.revokeObjectURL(preview);
    },
    [preview],
  );

  const reset = () => {
    setStep("idle");
    setTaken(null);
    setPage(null);
    setCode("");
    setError(null);
  };
  const look = async (read: string) => {
    setError(null);
    setStep("reading");
    try {
      setPage(await readPage(round, read));
      setStep("found");
    } catch (problem) {
      setPage(null);
      setError(problem);
      setStep("unread");
    }
  };
  const take = async (chosen: File | null) => {
    if (!chosen) return;
    reset();
    setFiled(null);
    file.reset();
    setStep("reading");
    if (chosen.type === "application/pdf") {
      setTaken({ blob: chosen, preview: null });
      setStep("unread");
      return;
    }
    try {
      const { blob, read } = await photoRead(chosen);
      setTaken({ blob, preview: URL.createObjectURL(blob) });
      if (read) await look(read);
      else setStep("unread");
    } catch {
      setError(new ProblemError({ code: "picture", status: 400, ...pictureWords(t) }));
      setStep("idle");
    }
  };
  const send = () => {
    if (!page || !taken) return;
    file.mutate(
      { page, scan: taken.blob },
      {
        onSuccess: () => {
          setFiled(name(page));
          reset();
        },
      },
    );
  };
  const known = error instanceof ProblemError ? (error.body.page as PaperPage | undefined) : null;
  return (
    <section className="ys-card pp-file ys-noprint" data-testid="paper-file">
      <div>
        <h2>{t("file")}</h2>
        <p className="ys-soft">{t("file.how")}</p>
      </div>
      {filed && (
        <p className="ys-note ok" role="status" data-testid="paper-filed">
          <IconCheck size={20} stroke={1.8} aria-hidden />
          <span className="words">{t("file.done", { page: filed })}</span>
        </p>
      )}
      <div className="ys-row">
        <Choose label={t("file.camera")} camera onFile={(chosen) => void take(chosen)} />
        <Choose label={t("file.scan")} onFile={(chosen) => void take(chosen)} />
      </div>
      {step === "reading" && <p role="status">{t("file.reading")}</p>}
      {taken && (
        <div className="pp-taken">
          {taken.preview && <img src={taken.preview} alt={t("file.preview")} />}
          <div className="ys-stack">
            {step === "unread" && (
              <form
                className="pp-code"
                onSubmit={(event) => {
                  event.preventDefault();
                  void look(code);
                }}
              >
                {!error && <p role="status">{t("file.unread")}</p>}
                <TextInput
                  label={t("file.code")}
                  description={t("file.codeWhere")}
                  value={code}
                  onChange={(event) => setCode(event.currentTarget.value)}
                  autoCapitalize="characters"
                  autoComplete="off"
                  spellCheck={false}
                  maxLength={12}
                  data-testid="paper-code"
                />
                <Button type="submit" variant="default" disabled={code.trim() === ""}>
                  {t("file.check")}
                </Button>
              </form>
            )}
            {step === "found" && page && (
              <div className="ys-stack" data-testid="paper-found">
                <p>
                  <strong>{name(page)}</strong>
                  <br />
                  <span className="ys-small ys-muted">
                    {t("file.of", { number: page.print, code: page.code })}
                  </span>
                </p>
                <div className="ys-row">
                  <Button loading={file.isPending} onClick={send} data-testid="paper-send">
                    {t("file.go")}
                  </Button>
                  <Button variant="default" onClick={reset}>
                    {t("file.drop")}
                  </Button>
                </div>
              </div>
            )}
          </div>
        </div>
      )}
      {known && <p className="pp-known">{name(known)}</p>}
      <ProblemAlert error={error ?? file.error} safe={file.error ? t("file.safe") : undefined} />
    </section>
  );
}

const pictureWords = (t: (key: string) => string) => ({
  title: t("file.noPicture"),
  detail: t("file.noPictureWhy"),
});

interface ChooseProps {
  label: string;
  camera?: boolean;
  onFile: (file: File | null) => void;
}

function Choose({ label, camera = false, onFile }: ChooseProps) {
  const Icon = camera ? IconCamera : IconFileUpload;
  const again = useRef<() => void>(null);
  const input = {
    "data-testid": camera ? "paper-camera" : "paper-scan",
    "aria-label": label,
  } as never;
  return (
    <FileButton
      accept={camera ? "image/*" : "image/*,application/pdf"}
      capture={camera ? "environment" : undefined}
      onChange={(chosen) => {
        onFile(chosen);
        // The same picture may be chosen once more.
        again.current?.();
      }}
      resetRef={again}
      inputProps={input}
    >
      {(props) => (
        <Button
          {...props}
          size="md"
          variant={camera ? "filled" : "default"}
          leftSection={<Icon size={20} stroke={1.8} aria-hidden />}
        >
          {label}
        </Button>
      )}
    </FileButton>
  );
}
