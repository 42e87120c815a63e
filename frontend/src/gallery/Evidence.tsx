import type { ReactNode } from "react";
import { GateChecklist, type GateItem } from "@/ui/GateChecklist";
import { Hash } from "@/ui/Hash";
import { TwoPersonApproval } from "@/ui/TwoPersonApproval";
import { AT, ZONE } from "./Facts";
import { Part, State } from "./Gallery";
import { both, useSamples } from "./words";

const HASH = "7b597a6b94155107ac4a412338566ae6cc9381e029d2d43e5d341e9ed4326aa7";
const FIRST = { id: "first", name: both("person") };
const SECOND = { id: "second", name: both("person2") };

export function Evidence() {
  const say = useSamples();
  return (
    <>
      <Part name="TwoPersonApproval">
        <State name={say("other")}>
          <Approval me={SECOND.id} />
        </State>
        <State name={say("own")}>
          <Approval me={FIRST.id} />
        </State>
        <State name={say("approved")}>
          <Approval me={FIRST.id} done />
        </State>
        <State name={say("again")}>
          <Approval me={SECOND.id} done voided />
        </State>
      </Part>
      <Gates />
      <Part name="Hash">
        <Hash value={HASH} />
      </Part>
    </>
  );
}

function Approval(props: { me: string; done?: boolean; voided?: boolean }) {
  const { me, done = false, voided = false } = props;
  const say = useSamples();
  const act = {
    label: say("approve"),
    question: say("approveAsk"),
    why: say("approveWhy"),
    onAct: () => undefined,
    busy: false,
    testid: "approve",
  };
  return (
    <div className="ys-card">
      <TwoPersonApproval
        hands={[
          { label: say("prepared"), person: FIRST, at: AT },
          { label: say("approved"), person: done ? SECOND : null, at: done ? AT : null },
        ]}
        zone={ZONE}
        me={me}
        what={{ title: say("list"), hash: HASH }}
        voided={voided}
        act={done && !voided ? null : act}
      />
    </div>
  );
}

function Gates() {
  const say = useSamples();
  const report: GateItem = {
    code: "report",
    label: say("gateReport"),
    state: "met",
    by: FIRST,
    at: AT,
    proof: say("gateReportProof"),
  };
  const owner: GateItem = { code: "owner", label: say("gateOwner"), state: "met", by: SECOND };
  const bring: GateItem = { code: "minutes", label: say("gateMinutes"), state: "bring" };
  const missing = (remedy?: ReactNode): GateItem => ({
    code: "figures",
    label: say("gateFigures"),
    state: "missing",
    remedy,
  });
  const title = say("gateTitle");
  return (
    <Part name="GateChecklist">
      <div className="ys-card">
        <GateChecklist
          title={title}
          note={say("gateNote")}
          items={[report, owner, bring]}
          zone={ZONE}
        />
      </div>
      <State name={say("refused")}>
        <div className="ys-card">
          <GateChecklist
            title={title}
            items={[report, missing(<a href="#figures">{say("fill")}</a>)]}
            refused={say("gateRefused")}
            zone={ZONE}
          />
        </div>
      </State>
      <State name={say("slim")}>
        <div className="ys-card">
          <GateChecklist slim title={title} items={[report, missing(), bring]} zone={ZONE} />
        </div>
      </State>
    </Part>
  );
}
