import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { ProblemAlert } from "@/ui/Problem";
import { When } from "@/ui/When";
import { type RegisterLine, useLineEnd, useLineStrike } from "../../api/registers";

interface Props {
  line: RegisterLine;
  writes: boolean;
  zone: string;
}

/** A line: since when, until when; ended or struck, never edited. */
export function RegisterRow({ line, writes, zone }: Props) {
  const { t } = useTranslation("witness");
  const words = useWords();
  const end = useLineEnd(line.id);
  const [striking, setStriking] = useState(false);
  const open = !line.ended_at && !line.struck_at;
  return (
    <li className={line.struck_at ? "struck" : ""} data-testid="register-line" data-open={open}>
      <div className="what">
        <b>
          {line.name}
          {line.number && <span className="num"> {t("register.no", { number: line.number })}</span>}
        </b>
        <small className="ys-soft">
          <When at={line.at} zone={zone} plain />
          {line.ended_at && (
            <>
              {` · ${t(`register.${line.kind}.ended`)} `}
              <When at={line.ended_at} zone={zone} plain />
            </>
          )}
          {` · ${words(line.by.name)}`}
          {line.text && ` · ${line.text}`}
          {line.struck_at && ` · ${t("register.struck", { why: line.struck_for })}`}
        </small>
      </div>
      {writes && open && (
        <div className="acts ys-noprint">
          {line.kind !== "secrecy" && (
            <Button
              variant="default"
              loading={end.isPending}
              onClick={() => end.mutate()}
              data-testid="line-end"
            >
              {t(`register.${line.kind}.end`)}
            </Button>
          )}
          <Button
            variant="subtle"
            aria-expanded={striking}
            onClick={() => setStriking(!striking)}
            data-testid="line-strike"
          >
            {t("register.strike")}
          </Button>
        </div>
      )}
      <ProblemAlert error={end.error} />
      {striking && open && <StrikeForm line={line.id} />}
    </li>
  );
}

function StrikeForm({ line }: { line: string }) {
  const { t } = useTranslation("witness");
  const strike = useLineStrike(line);
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (reason.trim()) strike.mutate(reason.trim());
  };
  return (
    <form className="wt-add" onSubmit={send} noValidate>
      <TextInput
        label={t("register.strikeWhy")}
        error={tried && !reason.trim() ? t("register.fill") : undefined}
        value={reason}
        maxLength={300}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" loading={strike.isPending}>
        {t("register.strikeSend")}
      </Button>
      <ProblemAlert error={strike.error} />
    </form>
  );
}
