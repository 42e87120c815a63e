import { lazy } from "react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { NETWORK, ProblemError } from "@/api/problem";
import { useSession } from "@/api/session";
import { useWords } from "@/lib/bilingual";
import { useParam } from "@/lib/params";
import { chatApp } from "@/lib/webview";
import { clockIn, dateIn } from "@/lib/time";
import { devicePublicKey } from "@/offline/device";
import { Refusal } from "./Refusal";
import { joinGet, joinPost } from "../api/join";
import type { JoinOffer } from "../api/types";
import { DEFAULT_ZONE } from "../state/hooks";
import { deviceLabel } from "../state/deviceLabel";
import { useOffice } from "../state/office";
import { Notice } from "./Notice";

const OpenInBrowser = lazy(() =>
  import("./OpenInBrowser").then((module) => ({ default: module.OpenInBrowser })),
);

/** A link's landing: says who and what it is for; only the button uses it. */
export function JoinPage() {
  const { t } = useTranslation("judge");
  const token = useParam("token");
  const offer = useQuery({
    queryKey: ["join", token],
    queryFn: () => joinGet(token),
    staleTime: Infinity,
  });
  if (offer.isPending) return <Notice title={t("join.reading")} />;
  if (offer.isError) {
    const lost = offer.error instanceof ProblemError && offer.error.code === NETWORK;
    if (lost) {
      return (
        <Notice title={t("join.title")}>
          <Refusal error={offer.error} onRetry={() => void offer.refetch()} />
        </Notice>
      );
    }
    return <Closed state="unknown" />;
  }
  const { state } = offer.data;
  if (state !== "ready" && state !== "mine") return <Closed state={state} offer={offer.data} />;
  if (offer.data.kind === "office") return <OfficeOffer token={token} offer={offer.data} />;
  return offer.data.kind === "judge_seat" ? (
    <JudgeOffer token={token} offer={offer.data} />
  ) : (
    <TeamOffer token={token} offer={offer.data} />
  );
}

/** A link that cannot be used, in words, with what to do. */
function Closed({ state, offer }: { state: string; offer?: JoinOffer }) {
  const { t, i18n } = useTranslation("judge");
  const zone = offer?.subject.edition?.time_zone ?? DEFAULT_ZONE;
  const at = offer
    ? `${dateIn(i18n.language, zone, offer.expires_at)} ${clockIn(zone, offer.expires_at)}`
    : "";
  return (
    <Notice
      testid={`join-${state}`}
      title={t(`join.${state}.title`, { at })}
      detail={t(`join.${state}.detail`)}
    />
  );
}

function JudgeOffer({ token, offer }: { token: string; offer: JoinOffer }) {
  const { t } = useTranslation("judge");
  const words = useWords();
  const office = useOffice();
  const navigate = useNavigate();
  const { person, edition, round, panel, seat } = offer.subject;
  const app = chatApp(navigator.userAgent);
  const join = useMutation({
    mutationFn: async () => {
      const device_key = await devicePublicKey(office.tablet.db);
      return joinPost(token, { device_key, device_label: deviceLabel() });
    },
    onSuccess: async () => {
      await office.identify();
      await navigate({ to: "/judge", replace: true });
    },
  });
  if (app) return <OpenInBrowser app={app} name={words(person?.name)} />;
  const place = [edition?.name, round?.name, panel?.name].map(words).filter(Boolean).join(" · ");
  return (
    <Notice
      title={t("join.judge.title", { name: words(person?.name) })}
      detail={t("join.judge.detail", { number: seat?.number ?? "" })}
    >
      <p className="jd-place">{place}</p>
      {join.isError && <JoinProblem error={join.error} />}
      <button
        type="button"
        className="jd-btn primary wide"
        data-testid="join-start"
        disabled={join.isPending}
        onClick={() => join.mutate()}
      >
        {t("join.start")}
      </button>
      <p className="jd-small">{t("join.notMe")}</p>
    </Notice>
  );
}

function TeamOffer({ token, offer }: { token: string; offer: JoinOffer }) {
  const { t } = useTranslation("judge");
  const words = useWords();
  return (
    <SignedOffer
      token={token}
      title={t("join.team.title", { team: words(offer.subject.team?.name) })}
      detail={words(offer.subject.edition?.name)}
      signIn={t("join.team.signIn")}
      start={t("join.team.start")}
    />
  );
}

/** A role at a host: only whoever signs in with the invited address takes it up. */
function OfficeOffer({ token, offer }: { token: string; offer: JoinOffer }) {
  const { t } = useTranslation("judge");
  const { t: people } = useTranslation("people");
  const words = useWords();
  const { host, role, edition } = offer.subject;
  const place = words(edition?.name);
  return (
    <SignedOffer
      token={token}
      title={t("join.office.title", { host: words(host?.name) })}
      detail={[t("join.office.detail", { role: people(`role.${role ?? ""}`) }), place]
        .filter(Boolean)
        .join(" · ")}
      signIn={t("join.office.signIn")}
      start={t("join.office.start")}
    />
  );
}

interface SignedOfferProps {
  token: string;
  title: string;
  detail: string;
  signIn: string;
  start: string;
}

/** A link whose button only a signed-in person presses. */
function SignedOffer({ token, title, detail, signIn, start }: SignedOfferProps) {
  const { t } = useTranslation("judge");
  const session = useSession();
  const join = useMutation({
    mutationFn: () => joinPost(token, {}),
    onSuccess: (answer) => {
      const entry = typeof answer.entry === "string" ? answer.entry : answer.entry?.id;
      location.assign(answer.redirect || `/team/${entry ?? ""}`);
    },
  });
  const login = `/login?next=${encodeURIComponent(`/join/${token}`)}`;
  return (
    <Notice title={title} detail={detail}>
      {join.isError && <JoinProblem error={join.error} />}
      {session.data?.signed_in ? (
        <button
          type="button"
          className="jd-btn primary wide"
          data-testid="join-start"
          disabled={join.isPending}
          onClick={() => join.mutate()}
        >
          {start}
        </button>
      ) : (
        <>
          <p>{signIn}</p>
          <a className="jd-btn primary wide" data-testid="join-login" href={login}>
            {t("join.team.login")}
          </a>
        </>
      )}
    </Notice>
  );
}

function JoinProblem({ error }: { error: unknown }) {
  const { t } = useTranslation("judge");
  return <Refusal error={error} safe={t("join.safe")} />;
}
