import { IconAlertTriangle, IconClock, IconKey, IconRefresh } from "@tabler/icons-react";
import { useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useSignal } from "@/offline/react";
import type { QueueEntry } from "../api/types";
import { useRoom } from "../state/hooks";
import { useOffice } from "../state/office";
import { AgainStrip } from "./AgainStrip";
import { ClosingStrip } from "./ClosingStrip";
import { SignInAgain } from "./SignInAgain";

interface StripProps {
  tone: "warn" | "bad" | "brand";
  icon: ReactNode;
  title: string;
  detail: string;
  testid: string;
  children?: ReactNode;
}

function Strip({ tone, icon, title, detail, testid, children }: StripProps) {
  return (
    <div className={`jd-strip ${tone}`} role="status" data-testid={testid}>
      {icon}
      <p>
        <b>{title}</b> {detail}
      </p>
      {children}
    </div>
  );
}

/** What there is to say above the card: a team that closes, then the one thing that stands. */
export function Strips({ again }: { again: QueueEntry | null | "" | undefined }) {
  const closing = useRoom()?.closing;
  return (
    <>
      {closing && <ClosingStrip key={closing.until} closing={closing} />}
      {again && <AgainStrip entry={again} />}
      <Standing />
    </>
  );
}

/** What a person must know or do before marks can be sent; the sheet stays usable. */
function Standing() {
  const { t } = useTranslation(["judgeAside", "judge", "judgeDevice"]);
  const office = useOffice();
  const { tablet } = office;
  const [asking, setAsking] = useState(false);
  const hold = useSignal(tablet.sender.hold);
  const halt = useSignal(tablet.halt);
  const broken = useSignal(tablet.broken);
  const left = useSignal(tablet.left);
  const { count } = useSignal(tablet.view);
  const signedOut = hold === "sign_in" || halt === "sign_in";
  useEffect(() => {
    if (!signedOut) return;
    // A code that was scanned opened the session beside this page: going on is all that is left.
    const look = () => void office.identify().catch(() => undefined);
    const visible = () => document.visibilityState === "visible" && look();
    document.addEventListener("visibilitychange", visible);
    return () => document.removeEventListener("visibilitychange", visible);
  }, [office, signedOut]);
  const warn = <IconAlertTriangle size={22} stroke={1.8} aria-hidden />;
  if (broken) {
    return (
      <Strip
        tone="bad"
        icon={warn}
        testid="strip-broken"
        title={t("strip.broken.title")}
        detail={t("strip.broken.detail")}
      />
    );
  }
  if (left !== null) {
    return (
      <Strip
        tone="bad"
        icon={warn}
        testid="strip-left"
        title={t("strip.device.title")}
        detail={t(left > 0 ? "strip.left.some" : "strip.left.none", {
          ns: "judgeDevice",
          count: left,
        })}
      />
    );
  }
  if (hold === "device" || halt === "replaced") {
    return (
      <Strip
        tone="bad"
        icon={warn}
        testid="strip-device"
        title={t("strip.device.title")}
        detail={t("strip.device.detail", { count })}
      />
    );
  }
  if (signedOut) {
    return (
      <Strip
        tone="warn"
        icon={<IconKey size={22} stroke={1.8} aria-hidden />}
        testid="strip-signin"
        title={t("strip.signin.title")}
        detail={t("strip.signin.detail")}
      >
        <button
          type="button"
          className="jd-btn"
          data-testid="strip-signin-check"
          onClick={() => setAsking(true)}
        >
          {t("strip.signin.action")}
        </button>
        {asking && <SignInAgain onClose={() => setAsking(false)} />}
      </Strip>
    );
  }
  if (halt === "too_old") {
    return (
      <Strip
        tone="brand"
        icon={<IconRefresh size={22} stroke={1.8} aria-hidden />}
        testid="strip-update"
        title={t("strip.update.title")}
        detail={t("strip.update.detail")}
      >
        {count === 0 && (
          <button type="button" className="jd-btn" onClick={() => location.reload()}>
            {t("strip.update.action")}
          </button>
        )}
      </Strip>
    );
  }
  return <WrongClock />;
}

let understood = false;

/** Says once that this device's own clock is wrong and does no harm. */
function WrongClock() {
  const { t } = useTranslation(["judgeAside", "judge"]);
  const { clock } = useOffice().tablet;
  const [gone, setGone] = useState(understood);
  const minutes = Math.round(clock.offsetMs / 60_000);
  if (gone || !clock.isOff) return null;
  const way = minutes > 0 ? "slow" : "fast";
  return (
    <Strip
      tone="brand"
      icon={<IconClock size={22} stroke={1.8} aria-hidden />}
      testid="strip-clock"
      title={t(`strip.clock.${way}`, { count: Math.abs(minutes) })}
      detail={t("strip.clock.detail")}
    >
      <button
        type="button"
        className="jd-btn"
        onClick={() => {
          understood = true;
          setGone(true);
        }}
      >
        {t("issue.understood")}
      </button>
    </Strip>
  );
}
