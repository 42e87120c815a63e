import { useState } from "react";
import { AskName } from "./AskName";
import { CodeStep } from "./CodeStep";
import { EmailStep } from "./EmailStep";
import { useSession } from "@/api/session";
import { needsName } from "../state/name";

/** E-mail, code, and a name the first time. Calls `onDone` once all are there. */
export function SignIn({ onDone, known }: { onDone: () => void; known?: string }) {
  const [email, setEmail] = useState(known ?? "");
  const [step, setStep] = useState<"email" | "code" | "name">("email");
  const session = useSession();
  const confirmed = () => {
    if (needsName(session.data)) setStep("name");
    else onDone();
  };
  if (step === "name" || needsName(session.data)) return <AskName onDone={onDone} />;
  if (step === "code") {
    return <CodeStep email={email} onDone={confirmed} onOther={() => setStep("email")} />;
  }
  return <EmailStep email={email} onEmail={setEmail} onSent={() => setStep("code")} />;
}
