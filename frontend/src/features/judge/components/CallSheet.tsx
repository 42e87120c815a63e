import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { CALLS, staffCall } from "../api/calls";
import { Dialog } from "./Dialog";
import { Refusal } from "./Refusal";

/** What the help is about: one tap, and the card stays as it is. */
export function CallSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(["judgeAside", "judge"]);
  const call = useMutation({ mutationFn: staffCall });
  return (
    <Dialog title={t(call.isSuccess ? "call.sent" : "call.title")} onClose={onClose}>
      {call.isSuccess ? (
        <p className="jd-soft" role="status" data-testid="call-sent">
          {t("call.coming")}
        </p>
      ) : (
        CALLS.map((code) => (
          <button
            key={code}
            type="button"
            className="jd-btn wide"
            data-testid={`call-${code}`}
            disabled={call.isPending}
            onClick={() => call.mutate(code)}
          >
            {t(`call.${code}`)}
          </button>
        ))
      )}
      {call.isError && <Refusal error={call.error} safe={t("call.failed")} />}
      <div className="jd-between">
        {call.isSuccess ? (
          <button type="button" className="jd-btn quiet" onClick={() => call.reset()}>
            {t("call.again")}
          </button>
        ) : (
          <span />
        )}
        <button type="button" className="jd-btn" onClick={onClose}>
          {t("call.close")}
        </button>
      </div>
    </Dialog>
  );
}
