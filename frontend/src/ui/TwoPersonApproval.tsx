import { IconAlertTriangle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmButton } from "./ConfirmButton";
import { type Hand, Hands } from "./Hands";
import { Hash } from "./Hash";
import { ProblemAlert } from "./Problem";
import { ReasonedButton } from "./ReasonedButton";

interface Act {
  /** The words on the button; they name the effect. */
  label: string;
  question: string;
  why: string;
  onAct: () => void;
  busy: boolean;
  testid: string;
}

interface Props {
  /** The two people in order: who proposes, who approves. */
  hands: [Omit<Hand, "done">, Omit<Hand, "done">];
  zone: string;
  /** The account on screen, by person. */
  me: string | undefined;
  /** What exactly is approved: the name of the content, its figures, its fingerprint. */
  what?: { title: string; facts?: { label: string; value: ReactNode }[]; hash?: string };
  hashTestid?: string;
  /** The content changed after the approval, which counts no longer. */
  voided?: boolean;
  /** Why this person may not, apart from having proposed it. */
  refused?: string | null;
  /** What approving is; absent where nothing can be approved at present. */
  act?: Act | null;
  error?: unknown;
  /** What is safe in spite of an error. */
  safe?: string;
  note?: string;
  /** What else can be done here. */
  children?: ReactNode;
}

/** Two people, one content: who proposed it, who else approves exactly this. */
export function TwoPersonApproval(props: Props) {
  const { hands, zone, me, what, voided = false, act, error, safe, note, children } = props;
  const { t } = useTranslation("ui");
  const [first, second] = hands;
  const proposed = Boolean(first.at);
  const approved = Boolean(second.at) && !voided;
  const own = proposed && me !== undefined && first.person?.id === me;
  const refused = own ? t("approval.own") : (props.refused ?? null);
  return (
    <div className="ys-approval" data-state={voided ? "void" : approved ? "approved" : "waiting"}>
      <Hands
        zone={zone}
        hands={[
          { ...first, done: proposed },
          { ...second, done: approved },
        ]}
      />
      {voided && (
        <div className="ys-note warn" role="status">
          <IconAlertTriangle size={20} stroke={1.8} aria-hidden />
          <p className="words">{t("approval.void")}</p>
        </div>
      )}
      {what && (
        <dl className="ys-what">
          <div>
            <dt>{approved ? t("approval.wasApproved") : t("approval.what")}</dt>
            <dd>{what.title}</dd>
          </div>
          {what.facts?.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
          {what.hash && (
            <div className="wide">
              <dt>{t("approval.hash")}</dt>
              <dd>
                <Hash value={what.hash} testid={props.hashTestid} />
              </dd>
            </div>
          )}
        </dl>
      )}
      {note && <p className="ys-small ys-soft">{note}</p>}
      {(act || children) && (
        <div className="acts">
          {act && <Approve act={act} refused={refused} />}
          {children}
        </div>
      )}
      <ProblemAlert error={error} safe={safe} />
    </div>
  );
}

function Approve({ act, refused }: { act: Act; refused: string | null }) {
  const { label, question, why, onAct, busy, testid } = act;
  if (refused) {
    return (
      <ReasonedButton reason={refused} onAct={() => undefined} testid={testid}>
        {label}
      </ReasonedButton>
    );
  }
  return (
    <ConfirmButton
      loading={busy}
      question={question}
      body={<p className="ys-soft">{why}</p>}
      confirm={label}
      onConfirm={onAct}
      testid={testid}
    >
      {label}
    </ConfirmButton>
  );
}
