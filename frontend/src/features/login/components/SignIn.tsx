import { useState } from "react";
import { AskName } from "./AskName";
import { CodeStep } from "./CodeStep";
import { EmailStep } from "./EmailStep";
import { PasswordStep } from "./PasswordStep";
import { SecondStep } from "./SecondStep";
import type { FactorType } from "@/api/factors";
import { useSession } from "@/api/session";
import { needsName } from "../state/name";

/** E-mail, code, the second factor where there is one, and a name the first time. Calls `onDone` once all are there. */
export function SignIn({ onDone, known }: { onDone: () => void; known?: string }) {
  const [email, setEmail] = useState(known ?? "");
  const [step, setStep] = useState<"email" | "password" | "code" | "factor" | "name">("email");
  const [types, setTypes] = useState<FactorType[]>([]);
  const session = useSession();
  const confirmed = () => {
    if (needsName(session.data)) setStep("name");
    else onDone();
  };
  if (step === "name" || needsName(session.data)) return <AskName onDone={onDone} />;
  if (step === "factor") return <SecondStep types={types} onDone={confirmed} />;
  const second = (asked: FactorType[]) => {
    setTypes(asked);
    setStep("factor");
  };
  const start = () => setStep("email");
  if (step === "password") {
    return (
      <PasswordStep
        email={email}
        onEmail={setEmail}
        onDone={confirmed}
        onFactor={second}
        onBack={start}
      />
    );
  }
  if (step === "code") {
    return <CodeStep email={email} onDone={confirmed} onFactor={second} onOther={start} />;
  }
  return (
    <EmailStep
      email={email}
      onEmail={setEmail}
      onSent={() => setStep("code")}
      onPassword={() => setStep("password")}
    />
  );
}
