import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { devicePublicKey } from "@/offline/device";
import { type CodeEntered, type CodesOpen, codePost, codeQuery, codeTake } from "../api/code";
import { deviceLabel } from "../state/deviceLabel";
import { useOffice } from "../state/office";
import { CodeField } from "./CodeField";
import { Notice } from "./Notice";
import { Refusal } from "./Refusal";

/** The third way in: six digits from a slip, in any browser. */
export function CodePage() {
  const { t } = useTranslation(["judgeAside", "judge"]);
  const open = useQuery(codeQuery);
  const [again, setAgain] = useState(false);
  if (open.isPending) return <Notice title={t("code.reading")} />;
  if (open.isError) {
    return (
      <Notice title={t("code.title")}>
        <Refusal error={open.error} onRetry={() => void open.refetch()} />
      </Notice>
    );
  }
  const { request } = open.data;
  if (request && !again) {
    if (request.state === "waiting")
      return <Waits request={request} onAgain={() => setAgain(true)} />;
    if (request.state === "ready")
      return <Ready request={request} onAgain={() => setAgain(true)} />;
    if (request.state === "refused") {
      return (
        <Notice
          testid="code-refused"
          title={t("code.refused.title")}
          detail={t("code.refused.detail")}
        >
          <Again onAgain={() => setAgain(true)} />
        </Notice>
      );
    }
  }
  return <Entry open={open.data} onEntered={() => setAgain(false)} />;
}

function Entry({ open, onEntered }: { open: CodesOpen; onEntered: () => void }) {
  const { t } = useTranslation(["judgeAside", "judge"]);
  const words = useWords();
  const client = useQueryClient();
  const asked = new URLSearchParams(location.search).get("edition");
  const known = open.editions.find(({ slug }) => slug === asked) ?? open.editions[0];
  const [edition, setEdition] = useState(known?.id ?? "");
  const [digits, setDigits] = useState("");
  const enter = useMutation({
    mutationFn: (code: string) => codePost({ edition, code, device_label: deviceLabel() }),
    onSuccess: (request) => {
      client.setQueryData<CodesOpen>(codeQuery.queryKey, { ...open, request });
      onEntered();
    },
    onError: () => setDigits(""),
  });
  const change = (next: string) => {
    setDigits(next);
    if (next.length === 6 && !enter.isPending) enter.mutate(next);
  };
  if (open.editions.length === 0) {
    return (
      <Notice testid="code-none" title={t("code.none.title")} detail={t("code.none.detail")}>
        <button
          type="button"
          className="jd-btn primary wide"
          onClick={() => void client.invalidateQueries({ queryKey: codeQuery.queryKey })}
        >
          {t("code.none.retry")}
        </button>
      </Notice>
    );
  }
  return (
    <Notice testid="code-entry" title={t("code.title")} detail={t("code.detail")}>
      {open.editions.length > 1 ? (
        <label className="jd-choose">
          {t("code.edition")}
          <select value={edition} onChange={(event) => setEdition(event.currentTarget.value)}>
            {open.editions.map((each) => (
              <option key={each.id} value={each.id}>
                {words(each.name)}
              </option>
            ))}
          </select>
        </label>
      ) : (
        <p className="jd-place">{words(known?.name)}</p>
      )}
      <CodeField value={digits} onChange={change} disabled={enter.isPending} />
      {enter.isError && <Refusal error={enter.error} />}
      <p className="jd-small">{t("code.help")}</p>
    </Notice>
  );
}

function Ready({ request, onAgain }: { request: CodeEntered; onAgain: () => void }) {
  const { t } = useTranslation(["judgeAside", "judge"]);
  const words = useWords();
  const office = useOffice();
  const navigate = useNavigate();
  const client = useQueryClient();
  const take = useMutation({
    mutationFn: async () =>
      codeTake({
        device_key: await devicePublicKey(office.tablet.db),
        device_label: deviceLabel(),
      }),
    onSuccess: async ({ state }) => {
      if (state !== "used") return client.invalidateQueries({ queryKey: codeQuery.queryKey });
      client.removeQueries({ queryKey: codeQuery.queryKey });
      await office.identify();
      return navigate({ to: "/judge", replace: true });
    },
  });
  const { person, edition, round, panel, seat } = request.subject ?? {};
  const place = [edition?.name, round?.name, panel?.name].map(words).filter(Boolean).join(" · ");
  return (
    <Notice
      testid="code-ready"
      title={t("join.judge.title", { name: words(person?.name) })}
      detail={t("join.judge.detail", { number: seat?.number ?? "" })}
    >
      <p className="jd-place">{place}</p>
      {take.isError && <Refusal error={take.error} />}
      <button
        type="button"
        className="jd-btn primary wide"
        data-testid="join-start"
        disabled={take.isPending}
        onClick={() => take.mutate()}
      >
        {t("join.start")}
      </button>
      <Again onAgain={onAgain} words={t("code.notMe")} />
    </Notice>
  );
}

function Waits({ request, onAgain }: { request: CodeEntered; onAgain: () => void }) {
  const { t } = useTranslation(["judgeAside", "judge"]);
  return (
    <Notice
      testid="code-waiting"
      title={t("code.waiting.title")}
      detail={t(`code.waiting.${request.reason || "bound"}`)}
    >
      <p className="jd-tag" aria-label={t("code.waiting.tag", { tag: request.tag })}>
        {request.tag}
      </p>
      <p role="status">{t("code.waiting.detail")}</p>
      <Again onAgain={onAgain} />
    </Notice>
  );
}

function Again({ onAgain, words }: { onAgain: () => void; words?: string }) {
  const { t } = useTranslation(["judgeAside", "judge"]);
  return (
    <button type="button" className="jd-btn quiet" data-testid="code-again" onClick={onAgain}>
      {words ?? t("code.again")}
    </button>
  );
}
