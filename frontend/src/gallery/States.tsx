import { Button } from "@mantine/core";
import { useEffect, useRef } from "react";
import { ProblemError } from "@/api/problem";
import { EmptyState, Waiting } from "@/ui/EmptyState";
import { OfflineNotice } from "@/ui/OfflineNotice";
import { ProblemAlert } from "@/ui/Problem";
import { ReasonedButton } from "@/ui/ReasonedButton";
import { UndoToast } from "@/ui/UndoToast";
import { Part, State } from "./Gallery";
import { useSamples } from "./words";

const problem = (title: string, detail: string) =>
  new ProblemError({ code: "sample", status: 409, title, detail });
const LOST = new ProblemError({ code: "network", status: 0, title: "" });

export function States() {
  const say = useSamples();
  const none = () => undefined;
  return (
    <>
      <Part name="ReasonedButton">
        <State name={say("ready")}>
          <ReasonedButton onAct={none}>{say("publish")}</ReasonedButton>
        </State>
        <State name={say("refused")}>
          <ReasonedButton
            onAct={none}
            reason={say("reason")}
            remedy={<a href="#seats">{say("reasonLink")}</a>}
          >
            {say("publish")}
          </ReasonedButton>
        </State>
        <State name={say("busy")}>
          <ReasonedButton onAct={none} busy>
            {say("publish")}
          </ReasonedButton>
        </State>
        <State name={say("key")}>
          <ReasonedButton onAct={none} hint="N" color="ink">
            {say("next")}
          </ReasonedButton>
        </State>
      </Part>
      <Part name="UndoToast">
        <State name={say("undo")}>
          <Toast id={-1} undo={none} />
        </State>
        <State name={say("undoFailed")}>
          <Toast id={-2} undo={() => Promise.reject(problem(say("broken"), ""))} press />
        </State>
      </Part>
      <Part name="States">
        <State name={`Waiting · ${say("loading")}`}>
          <Waiting shape="lines" />
        </State>
        <State name="EmptyState">
          <EmptyState title={say("empty")} action={<Button>{say("emptyAction")}</Button>}>
            {say("emptyWhy")}
          </EmptyState>
        </State>
        <State name={`ProblemAlert · ${say("problem")}`}>
          <ProblemAlert error={problem(say("taken"), say("takenWhy"))} />
        </State>
        <State name={`ProblemAlert · ${say("offline")}`}>
          <ProblemAlert error={LOST} onRetry={none} />
        </State>
        <State name="OfflineNotice">
          <OfflineNotice />
        </State>
      </Part>
    </>
  );
}

function Toast(props: { id: number; undo: () => void | Promise<unknown>; press?: boolean }) {
  const say = useSamples();
  const place = useRef<HTMLDivElement>(null);
  const { press = false } = props;
  useEffect(() => {
    if (press) place.current?.querySelector("button")?.click();
  }, [press]);
  const offer = { id: props.id, text: say("moved"), undo: props.undo };
  return (
    <div className="ys-undo-place" ref={place}>
      <UndoToast offer={offer} seconds={10} />
    </div>
  );
}
