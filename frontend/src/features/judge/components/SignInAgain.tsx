import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { queryClient } from "@/api/query";
import { useWords } from "@/lib/bilingual";
import { devicePublicKey } from "@/offline/device";
import { deviceProve } from "@/offline/proof";
import { type CodeEntered, type CodesOpen, codePost, codeQuery, codeTake } from "../api/code";
import { queueQuery } from "../api/queue";
import type { Queue } from "../api/types";
import { deviceLabel } from "../state/deviceLabel";
import { useOffice, type Office } from "../state/office";
import { CodeField } from "./CodeField";
import { Dialog } from "./Dialog";
import { Refusal } from "./Refusal";

/** What became of six digits: signed in, somebody else's card, or the desk has to say yes first. */
type Came = { state: "in" } | { state: "foreign" } | { state: "waits"; tag: string };

/**
 * Opens this device's session again. Its own key says that it is the seat's device, so nobody has to
 * let it in; the digits of another judge's slip change nothing here.
 */
async function comeBack(office: Office, edition: string, code: string): Promise<Came> {
  const entered = await codePost({ edition, code, device_label: deviceLabel() });
  if (isForeign(entered, office)) return { state: "foreign" };
  const { db } = office.tablet;
  const [device_key, proof] = await Promise.all([
    devicePublicKey(db),
    deviceProve(db, `yisai.seat.v1\n${entered.challenge}`),
  ]);
  try {
    const taken = await codeTake({ device_key, device_label: deviceLabel(), proof });
    if (taken.state !== "used") return { state: "waits", tag: taken.tag };
  } catch (error) {
    if (entered.state === "waiting") return { state: "waits", tag: entered.tag };
    throw error;
  }
  return (await office.identify()) ? { state: "in" } : { state: "waits", tag: entered.tag };
}

const isForeign = ({ subject }: CodeEntered, office: Office): boolean =>
  Boolean(subject?.person && subject.person.id !== office.tablet.binding?.person);

/** The edition that this panel belongs to, among those whose codes let in now. */
function editionOf(open: CodesOpen): CodesOpen["editions"][number] | undefined {
  const queue = queryClient.getQueryData<Queue>(queueQuery.queryKey);
  return open.editions.find(({ id }) => id === queue?.edition.id) ?? open.editions[0];
}

/** Six digits over the card: whoever types them goes on where they were. */
export function SignInAgain({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("judgeDevice");
  const words = useWords();
  const office = useOffice();
  const open = useQuery(codeQuery);
  const edition = open.data && editionOf(open.data);
  const [digits, setDigits] = useState("");
  const enter = useMutation({
    mutationFn: (code: string) => comeBack(office, edition?.id ?? "", code),
    onSuccess: ({ state }) => (state === "in" ? onClose() : setDigits("")),
    onError: () => setDigits(""),
  });
  const change = (next: string) => {
    setDigits(next);
    if (next.length === 6 && edition && !enter.isPending) enter.mutate(next);
  };
  return (
    <Dialog title={t("again.title")} onClose={onClose}>
      <p className="jd-soft">{t("again.detail")}</p>
      {edition && <p className="jd-place">{words(edition.name)}</p>}
      {open.isSuccess && !edition && <p data-testid="again-none">{t("again.none")}</p>}
      {edition && <CodeField value={digits} onChange={change} disabled={enter.isPending} />}
      {open.isError && (
        <Refusal error={open.error} safe={t("again.safe")} onRetry={() => void open.refetch()} />
      )}
      {enter.isError && <Refusal error={enter.error} safe={t("again.safe")} />}
      {enter.isSuccess && <Outcome came={enter.data} />}
      <div className="jd-between">
        <span />
        <button type="button" className="jd-btn" onClick={onClose}>
          {t("again.close")}
        </button>
      </div>
    </Dialog>
  );
}

function Outcome({ came }: { came: Came }) {
  const { t } = useTranslation("judgeDevice");
  if (came.state === "in") return null;
  if (came.state === "foreign") {
    return (
      <p role="alert" data-testid="again-foreign">
        {t("again.foreign")}
      </p>
    );
  }
  return (
    <p role="status" data-testid="again-waits">
      {t("again.waits", { tag: came.tag })}{" "}
      <a className="jd-link" href="/join">
        {t("again.join")}
      </a>
    </p>
  );
}
